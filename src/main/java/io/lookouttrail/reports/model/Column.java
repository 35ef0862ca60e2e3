package io.lookouttrail.reports.model;

/**
 * A column of a table.
 *
 * @param name the name in CSV and JSON, snake_case
 * @param label the heading in HTML, PDF and XLSX
 * @param type the type of all its values that are not {@link Value.Nothing}
 */
public record Column(String name, String label, Type type) {

  /** The type of a column's values; each matches a type of {@link Value}. */
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
