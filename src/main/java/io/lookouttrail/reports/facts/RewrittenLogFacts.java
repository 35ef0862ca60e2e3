package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.ReportPeriods;
import io.lookouttrail.tables.FileVersions;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Facts about log files that were rewritten after they were read, from the ledger.
 *
 * <p>Columns: {@code period}, {@code account_id}, {@code source_file}, {@code rewrites}, {@code
 * hash_before}, {@code hash_now}, {@code first_found}, {@code last_found}.
 */
final class RewrittenLogFacts {
  static final List<Column> ORDER = List.of(col("source_file").asc());

  private RewrittenLogFacts() {}

  private static Facts.RewrittenLog fact(NamedRow row) {
    return new Facts.RewrittenLog(
        row.text("account_id"),
        row.text("source_file").orElseThrow(),
        row.whole("rewrites"),
        row.text("hash_before"),
        row.text("hash_now"),
        row.timestamp("first_found").orElseThrow(),
        row.timestamp("last_found").orElseThrow());
  }

  /**
   * The facts of each period, by the delivery days of the files.
   *
   * @param ledger rows of {@code ingested_files}, and the number of those that are superseded
   */
  static FactQuery<Facts.RewrittenLog> query(
      CachedRows ledger, String eventSource, ReportPeriods periods) {
    return new FactQuery<>(
        ledger.map(rows -> query(rows, eventSource, periods)), RewrittenLogFacts::fact);
  }

  private static Dataset<Row> query(
      Dataset<Row> ledger, String eventSource, ReportPeriods periods) {
    Dataset<Row> ofSource = ledger.where(array_contains(col("event_sources"), eventSource));
    Dataset<Row> now =
        ledger
            .where(FileVersions.isNewest())
            .groupBy("source_file")
            .agg(first("sha256").as("hash_now"));
    // An unknown delivery may be of every period.
    Column from =
        coalesce(
            to_date(col("oldest_event_at")),
            when(col("delivered_at").isNull(), lit(periods.firstDayBefore()))
                .otherwise(col("delivered_date")));
    Column to =
        when(col("delivered_at").isNull(), lit(periods.lastDay())).otherwise(col("delivered_date"));
    Dataset<Row> rewritten = ofSource.where(not(FileVersions.isNewest()));
    return FactPeriod.byOverlap(rewritten, periods, from, to, periods.latenessDays())
        .groupBy(FactPeriod.COLUMN, "account_id", "source_file")
        .agg(
            count(lit(1)).as("rewrites"),
            max_by(col("sha256"), FileVersions.number(FileVersions.VERSION)).as("hash_before"),
            min("superseded_at").as("first_found"),
            max("superseded_at").as("last_found"))
        .join(now, new String[] {"source_file"}, "left");
  }
}
