package io.lookouttrail.reports.query;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs a report's queries on Spark. */
public final class QueryRunner {
  /** Longer tables are read from Spark while a renderer writes them. */
  static final int MAX_ROWS_IN_MEMORY = 10_000;

  private final QueryContext context;
  private final int maxRowsInMemory;

  public QueryRunner(QueryContext context) {
    this(context, MAX_ROWS_IN_MEMORY);
  }

  QueryRunner(QueryContext context, int maxRowsInMemory) {
    this.context = context;
    this.maxRowsInMemory = maxRowsInMemory;
  }

  public List<Table> tables(List<ReportQuery> queries) {
    return queries.stream().map(this::table).toList();
  }

  /** Runs a table's query. A table of many rows can be read only while the context is open. */
  public Table table(ReportQuery query) {
    Dataset<Row> result = context.dataset(query.executed());
    List<Column> columns = ModelCells.columns(result.schema());
    Rows rows =
        context.withSettings(
            query.executed(),
            () -> context.withDescription("Report: " + query.title(), () -> rows(result, columns)));
    return new Table(
        query.name(), query.title(), query.notes(), columns, rows, pasteable(query.shown()));
  }

  private Rows rows(Dataset<Row> result, List<Column> columns) {
    List<Row> head = result.takeAsList(maxRowsInMemory + 1);
    List<List<Value>> values = ModelCells.values(head, columns);
    return head.size() <= maxRowsInMemory
        ? Rows.of(values)
        : new StreamedRows(context.cacheLater(result), columns, values);
  }

  /**
   * Returns the rows of a query that gives few.
   *
   * @param description of the job in Spark's UI
   */
  public List<NamedRow> rows(String description, String query) {
    return context.withSettings(
        query,
        () ->
            context.withDescription(
                description, () -> NamedRow.all(context.dataset(query).collectAsList())));
  }

  /** Returns a query as {@code lookout-trail sql} runs it, over tables and views alone. */
  public String pasteable(String query) {
    return context.text(query);
  }
}
