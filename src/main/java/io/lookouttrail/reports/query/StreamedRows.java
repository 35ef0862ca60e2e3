package io.lookouttrail.reports.query;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Value;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that are too many to hold in memory. Each reader gets them from Spark, one partition at a
 * time.
 */
final class StreamedRows implements Rows {
  private static final long UNKNOWN = -1;

  private final Dataset<Row> sorted;
  private final List<Column> columns;
  private final List<List<Value>> head;
  private long count = UNKNOWN;

  /**
   * @param sorted the rows in a total order
   * @param head the first rows, already read
   */
  StreamedRows(Dataset<Row> sorted, List<Column> columns, List<List<Value>> head) {
    this.sorted = sorted;
    this.columns = columns;
    this.head = List.copyOf(head);
  }

  @Override
  public long count() {
    if (count == UNKNOWN) {
      count = CachedRows.count(sorted);
    }
    return count;
  }

  @Override
  public List<List<Value>> first(int limit) {
    return limit <= head.size()
        ? head.subList(0, limit)
        : ModelCells.values(sorted.takeAsList(limit), columns);
  }

  @Override
  public void forEach(RowSink sink) {
    Iterator<Row> rows = sorted.toLocalIterator();
    while (rows.hasNext()) {
      sink.accept(ModelCells.values(rows.next(), columns));
    }
  }
}
