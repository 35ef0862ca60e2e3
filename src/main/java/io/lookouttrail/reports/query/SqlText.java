package io.lookouttrail.reports.query;

import java.time.LocalDate;

/** Literals of Spark SQL. */
public final class SqlText {
  private SqlText() {}

  public static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  public static String day(LocalDate day) {
    return "DATE'" + day + "'";
  }

  /** The moment at which a day begins, UTC. */
  public static String midnight(LocalDate day) {
    return "TIMESTAMP'" + day + "T00:00:00Z'";
  }

  public static String between(LocalDate first, LocalDate last) {
    return "BETWEEN " + day(first) + " AND " + day(last);
  }
}
