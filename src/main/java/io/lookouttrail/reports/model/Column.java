package io.lookouttrail.reports.model;

/**
 * A table's column.
 *
 * @param name its name in CSV and JSON, snake_case
 * @param label its heading where a person reads
 * @param type what every value of it is, where it is one
 */
public record Column(String name, String label, Type type) {

  /** What a column's values are; {@link Value.Nothing} fits each. */
  public enum Type {
    TEXT,
    IDENTIFIER,
    WHOLE,
    DECIMAL,
    MOMENT,
    DAY,
    FLAG
  }
}
