package io.lookouttrail.reports.model;

import java.util.List;

/** A table's rows in their total order; may be more than memory holds. */
public interface Rows {
  /** How many there are. */
  long count();

  /**
   * The first rows.
   *
   * @param limit at most so many
   */
  List<List<Value>> first(int limit);

  /** Hands over every row in order, one at a time. */
  void forEach(RowSink sink);

  /** Takes rows, one at a time. */
  @FunctionalInterface
  interface RowSink {
    void accept(List<Value> row);
  }

  /** Rows that are few. */
  static Rows of(List<List<Value>> rows) {
    return new ListedRows(rows);
  }
}
