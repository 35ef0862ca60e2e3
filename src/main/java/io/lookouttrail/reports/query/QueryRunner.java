package io.lookouttrail.reports.query;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Asks the report's questions of Spark. */
public final class QueryRunner {
  /** Tables up to this many rows are held in memory; longer ones are read when they are written. */
  static final int MAX_ROWS_HELD = 10_000;

  private final QueryContext relations;
  private final int maxRowsHeld;

  public QueryRunner(QueryContext relations) {
    this(relations, MAX_ROWS_HELD);
  }

  public QueryRunner(QueryContext relations, int maxRowsHeld) {
    this.relations = relations;
    this.maxRowsHeld = maxRowsHeld;
  }

  public List<Table> tables(List<ReportQuery> questions) {
    return questions.stream().map(this::table).toList();
  }

  public Table table(ReportQuery question) {
    Dataset<Row> answer = relations.run(question.asked());
    List<Column> columns = Cells.columns(answer.schema());
    return new Table(
        question.name(),
        question.title(),
        question.notes(),
        columns,
        relations.asking(
            question.asked(),
            () -> relations.describing("Report: " + question.title(), () -> rows(answer, columns))),
        relations.text(question.query()));
  }

  /**
   * The rows of a query that gives few.
   *
   * @param purpose a sentence for Spark's own pages
   */
  public List<Row> few(String purpose, String query) {
    return relations.asking(
        query, () -> relations.describing(purpose, () -> relations.run(query).collectAsList()));
  }

  private Rows rows(Dataset<Row> answer, List<Column> columns) {
    List<Row> head = answer.takeAsList(maxRowsHeld + 1);
    List<List<Value>> values = Cells.values(head, columns);
    return head.size() <= maxRowsHeld
        ? Rows.of(values)
        : new StreamedRows(relations.keep(answer), columns, values);
  }
}
