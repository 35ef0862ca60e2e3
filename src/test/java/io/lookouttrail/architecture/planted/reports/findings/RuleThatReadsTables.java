package io.lookouttrail.architecture.planted.reports.findings;

import io.lookouttrail.architecture.planted.tables.Table;

/** Violates that findings rules read facts alone. */
public final class RuleThatReadsTables {
  private RuleThatReadsTables() {}

  static String name() {
    return Table.name();
  }
}
