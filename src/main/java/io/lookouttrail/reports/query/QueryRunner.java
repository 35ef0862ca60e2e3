package io.lookouttrail.reports.query;

import io.lookouttrail.reports.memory.MemoryQuery;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs a report's queries: as plain code over rows in memory, or on Spark. */
public final class QueryRunner {
  /** Longer tables are read from Spark while a renderer writes them. */
  static final int MAX_ROWS_IN_MEMORY = 10_000;

  private final QueryContext context;
  private final Optional<ReportMemory> memory;
  private final int maxRowsInMemory;

  /** A runner on Spark. */
  public QueryRunner(QueryContext context) {
    this(context, Optional.empty());
  }

  /**
   * A runner that needs Spark only where the rows are not in memory.
   *
   * @param memory the rows of the report; empty for Spark
   */
  public QueryRunner(QueryContext context, Optional<ReportMemory> memory) {
    this(context, memory, MAX_ROWS_IN_MEMORY);
  }

  QueryRunner(QueryContext context, int maxRowsInMemory) {
    this(context, Optional.empty(), maxRowsInMemory);
  }

  private QueryRunner(QueryContext context, Optional<ReportMemory> memory, int maxRowsInMemory) {
    this.context = context;
    this.memory = memory;
    this.maxRowsInMemory = maxRowsInMemory;
  }

  public List<Table> tables(List<ReportQuery> queries) {
    return queries.stream().map(this::table).toList();
  }

  /** Runs a table's query. A table of many rows can be read only while the context is open. */
  public Table table(ReportQuery query) {
    return memory.map(rows -> inMemory(query, rows)).orElseGet(() -> onSpark(query));
  }

  private Table inMemory(ReportQuery query, ReportMemory rows) {
    ResultRows result = query.inMemory().run(rows);
    List<Column> columns = ModelCells.columns(result);
    return table(query, columns, new ComputedRows(result.rows(), columns));
  }

  private Table table(ReportQuery query, List<Column> columns, Rows rows) {
    return new Table(
        query.name(), query.title(), query.notes(), columns, rows, pasteable(query.shown()));
  }

  private Table onSpark(ReportQuery query) {
    Dataset<Row> result = context.dataset(query.executed());
    List<Column> columns = ModelCells.columns(result.schema());
    Rows rows =
        context.withSettings(
            query.executed(),
            () -> context.withDescription("Report: " + query.title(), () -> rows(result, columns)));
    return table(query, columns, rows);
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
   * @param inMemory gives the same rows where the report's rows are in memory
   */
  public List<NamedRow> rows(String description, String query, MemoryQuery inMemory) {
    return memory
        .map(rows -> NamedRow.all(inMemory.run(rows)))
        .orElseGet(() -> onSpark(description, query));
  }

  private List<NamedRow> onSpark(String description, String query) {
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
