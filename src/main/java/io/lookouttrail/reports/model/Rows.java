package io.lookouttrail.reports.model;

import java.util.List;

/** The rows of a table in a total order; they may be more than memory can hold. */
public interface Rows {
  /** Returns the number of rows. */
  long count();

  /**
   * Returns the first rows.
   *
   * @param limit the maximum number of rows to return
   */
  List<List<Value>> first(int limit);

  /** Passes every row to a sink, in order. */
  void forEach(RowSink sink);

  /** Receives rows, one at a time. */
  @FunctionalInterface
  interface RowSink {
    void accept(List<Value> row);
  }

  /** Returns rows that are held in memory. */
  static Rows of(List<List<Value>> rows) {
    return new ListedRows(rows);
  }
}
