package io.lookouttrail.reports;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Asks the report's questions of Spark. */
final class Answers {
  /** Tables up to this many rows are held in memory; longer ones are read when they are written. */
  static final int MAX_ROWS_HELD = 2_000;

  private final SparkSession spark;
  private final Relations relations;
  private final int maxRowsHeld;

  Answers(SparkSession spark, Relations relations) {
    this(spark, relations, MAX_ROWS_HELD);
  }

  Answers(SparkSession spark, Relations relations, int maxRowsHeld) {
    this.spark = spark;
    this.relations = relations;
    this.maxRowsHeld = maxRowsHeld;
  }

  List<Table> tables(List<Question> questions) {
    return questions.stream().map(this::table).toList();
  }

  Table table(Question question) {
    Dataset<Row> answer = relations.run(question.query());
    List<Column> columns = Cells.columns(answer.schema());
    return new Table(
        question.name(),
        question.title(),
        question.notes(),
        columns,
        rows(question.title(), answer, columns),
        relations.text(question.query()));
  }

  /**
   * The rows of a query that gives few.
   *
   * @param purpose a sentence for Spark's own pages
   */
  List<Row> few(String purpose, String query) {
    return describing(purpose, () -> relations.run(query).collectAsList());
  }

  private Rows rows(String title, Dataset<Row> answer, List<Column> columns) {
    List<Row> head = describing("Report: " + title, () -> answer.takeAsList(maxRowsHeld + 1));
    List<List<Value>> values = Cells.values(head, columns);
    return head.size() <= maxRowsHeld
        ? Rows.of(values)
        : new SparkRows(relations.keep(answer), columns, values);
  }

  private <T> T describing(String purpose, Supplier<T> action) {
    spark.sparkContext().setJobDescription(purpose);
    try {
      return action.get();
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }
}
