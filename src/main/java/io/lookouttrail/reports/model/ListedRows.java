package io.lookouttrail.reports.model;

import java.util.List;

/** Rows that are held in memory. */
record ListedRows(List<List<Value>> rows) implements Rows {
  ListedRows {
    rows = rows.stream().map(List::copyOf).toList();
  }

  @Override
  public long count() {
    return rows.size();
  }

  @Override
  public List<List<Value>> first(int limit) {
    return rows.subList(0, Math.min(limit, rows.size()));
  }

  @Override
  public void forEach(RowSink sink) {
    rows.forEach(sink::accept);
  }
}
