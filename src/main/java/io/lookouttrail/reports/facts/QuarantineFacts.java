package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.ReportPeriods;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Facts about problems in quarantine, by the delivery day of their files.
 *
 * <p>Columns: {@code period}, {@code kind} ({@link ProblemState}), {@code account_id}, {@code
 * problem}, {@code entries}, {@code first_found}, {@code last_found}, {@code last_resolved}, {@code
 * files} (one or two examples).
 */
final class QuarantineFacts {
  /** The problems with the most entries come first. */
  static final List<Column> ORDER =
      List.of(col("entries").desc(), col("account_id").asc_nulls_first(), col("problem").asc());

  private QuarantineFacts() {}

  /** Maps a row to its fact. */
  private static Facts.Quarantined fact(NamedRow row) {
    return new Facts.Quarantined(
        row.text("account_id"),
        row.text("problem").orElse(""),
        row.whole("entries"),
        row.timestamp("first_found"),
        row.timestamp("last_found"),
        row.timestamp("last_resolved"),
        row.texts("files"));
  }

  /**
   * The problems of files that were delivered in each period, or in the days of lateness after it.
   * A file whose delivery is not known may be of every period; where its problem is resolved, of
   * those in which the problem was open.
   *
   * @param quarantine the problems with the delivery day of their files
   */
  static FactQuery<Facts.Quarantined> query(CachedRows quarantine, ReportPeriods periods) {
    return new FactQuery<>(quarantine.map(rows -> query(rows, periods)), QuarantineFacts::fact);
  }

  private static Dataset<Row> query(Dataset<Row> quarantine, ReportPeriods periods) {
    Column resolvedAt = col("resolved_at");
    Column from =
        coalesce(
            col("delivered_date"),
            when(resolvedAt.isNotNull(), to_date(coalesce(col("found_at"), resolvedAt))),
            lit(periods.firstDayBefore()));
    Column to = coalesce(col("delivered_date"), to_date(resolvedAt), lit(periods.lastDay()));
    return FactPeriod.byOverlap(quarantine, periods, from, to, periods.latenessDays())
        .withColumn(
            FactColumns.KIND,
            when(resolvedAt.isNull(), ProblemState.OPEN.name())
                .otherwise(ProblemState.RESOLVED.name()))
        .where(
            resolvedAt.isNull().or(col(FactPeriod.COLUMN).equalTo(FactPeriod.MONTH_BEFORE.name())))
        .groupBy(FactPeriod.COLUMN, FactColumns.KIND, "account_id", "problem")
        .agg(
            count(lit(1)).as("entries"),
            min("found_at").as("first_found"),
            max("found_at").as("last_found"),
            max("resolved_at").as("last_resolved"),
            FactColumns.minAndMax("source_file").as("files"));
  }
}
