package io.lookouttrail.reports.model;

import java.util.Optional;

/**
 * A single figure of a report.
 *
 * @param unit what the figure counts, printed after the value
 * @param before the value of the month before; empty where the report does not compare
 * @param compared the value of the period that the report is compared with; empty without one
 * @param sql the query that gives the value, for {@code lookout-trail sql}
 */
public record KeyFigure(
    String name,
    String label,
    Value value,
    String unit,
    Optional<Value> before,
    Optional<Value> compared,
    String sql) {

  /** A figure that is not compared with another period. */
  public KeyFigure(
      String name, String label, Value value, String unit, Optional<Value> before, String sql) {
    this(name, label, value, unit, before, Optional.empty(), sql);
  }

  /** Returns this figure with the value of the period that the report is compared with. */
  public KeyFigure comparedWith(Optional<Value> other) {
    return new KeyFigure(name, label, value, unit, before, other, sql);
  }
}
