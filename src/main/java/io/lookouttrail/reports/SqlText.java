package io.lookouttrail.reports;

import java.time.LocalDate;

/** Literals of Spark SQL. */
final class SqlText {
  private SqlText() {}

  static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static String day(LocalDate day) {
    return "DATE'" + day + "'";
  }

  static String between(LocalDate first, LocalDate last) {
    return "BETWEEN " + day(first) + " AND " + day(last);
  }
}
