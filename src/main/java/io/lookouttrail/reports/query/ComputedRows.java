package io.lookouttrail.reports.query;

import io.lookouttrail.reports.memory.ResultRow;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Value;
import java.util.List;

/** Rows that were computed in memory; their cells become values of the model when they are read. */
record ComputedRows(List<ResultRow> rows, List<Column> columns) implements Rows {
  @Override
  public long count() {
    return rows.size();
  }

  @Override
  public List<List<Value>> first(int limit) {
    return rows.stream().limit(limit).map(row -> ModelCells.values(row, columns)).toList();
  }

  @Override
  public void forEach(RowSink sink) {
    rows.forEach(row -> sink.accept(ModelCells.values(row, columns)));
  }
}
