package io.lookouttrail.architecture.planted.tables;

/** Stands for a table. */
public final class Table {
  private Table() {}

  public static String name() {
    return "events";
  }
}
