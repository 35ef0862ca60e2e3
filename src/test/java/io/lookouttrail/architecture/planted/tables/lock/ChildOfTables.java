package io.lookouttrail.architecture.planted.tables.lock;

import io.lookouttrail.architecture.planted.tables.Table;

/** Violates that a package does not import the package above it. */
public final class ChildOfTables {
  private ChildOfTables() {}

  static String name() {
    return Table.name();
  }
}
