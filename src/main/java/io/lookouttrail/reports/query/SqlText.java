package io.lookouttrail.reports.query;

import java.time.LocalDate;

/** Literals and conditions in Spark SQL. */
public final class SqlText {
  private SqlText() {}

  /** Returns a string literal; quotes and backslashes are escaped. */
  public static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  public static String day(LocalDate day) {
    return "DATE'" + day + "'";
  }

  /** Returns the timestamp at which a day begins, in UTC. */
  public static String midnight(LocalDate day) {
    return "TIMESTAMP'" + day + "T00:00:00Z'";
  }

  /** Returns a condition on a date column; both days are included. */
  public static String between(LocalDate first, LocalDate last) {
    return "BETWEEN " + day(first) + " AND " + day(last);
  }
}
