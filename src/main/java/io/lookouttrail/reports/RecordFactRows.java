package io.lookouttrail.reports;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.findings.Thresholds;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Facts of what stands beside the events: the ledger, the quarantine, model runs, runs. */
final class RecordFactRows {
  /** Log files of an account; details: the months of their delivery. */
  static final String LOGS = "logs";

  /** Log files of a month, the earliest of them, of all the history. */
  static final String LEDGER_MONTH = "ledger_month";

  /** A report that was made; details: first day, last day. */
  static final String REPORT = "report";

  /** Events of a month by when they were added. */
  static final String ADDED = "added";

  static final String QUARANTINE = "quarantine";
  static final String IDLE_MODEL = "idle_model";

  private static final String MONTH = "yyyy-MM";

  private RecordFactRows() {}

  private static Column isReadFor(String eventSource) {
    return array_contains(col("event_sources"), eventSource);
  }

  static Dataset<Row> logs(Dataset<Row> ledger, String eventSource, ReportSpans spans) {
    Dataset<Row> delivered =
        ledger
            .where(isReadFor(eventSource))
            .where(col("delivered_date").between(spans.firstDayBefore(), spans.lastDay()));
    Column day = col("delivered_date");
    return FactRows.shaped(
        LOGS,
        FactRows.inSpans(delivered, spans, day, day, 0)
            .groupBy("span", "account_id")
            .agg(
                count(lit(1)).as("calls"),
                array_sort(collect_set(date_format(day, MONTH))).as("details")));
  }

  static Dataset<Row> ledgerMonths(Dataset<Row> ledger, String eventSource, ReportSpans spans) {
    return FactRows.shaped(
        LEDGER_MONTH,
        ledger
            .where(isReadFor(eventSource))
            .where(col("delivered_date").leq(lit(spans.lastDayBefore())))
            .groupBy(date_format(col("delivered_date"), MONTH).as("subject"))
            .agg(count(lit(1)).as("calls"), to_timestamp(min("delivered_date")).as("first")));
  }

  /** What is unresolved of the files that were delivered in a span, or soon after it. */
  static Dataset<Row> quarantine(Dataset<Row> quarantine, Dataset<Row> ledger, ReportSpans spans) {
    Dataset<Row> delivered =
        ledger
            .where(
                col("delivered_date")
                    .between(
                        spans.firstDayBefore(), spans.lastDay().plusDays(spans.latenessDays())))
            .select("source_file", "delivered_date");
    Dataset<Row> open =
        quarantine
            .where(col("resolved_at").isNull())
            .select("source_file", "account_id", "problem", "found_at")
            .join(delivered, "source_file");
    Column day = col("delivered_date");
    return FactRows.shaped(
        QUARANTINE,
        FactRows.inSpans(open, spans, day, day, spans.latenessDays())
            .groupBy(col("span"), col("account_id"), col("problem").as("subject"))
            .agg(
                count(lit(1)).as("calls"),
                min("found_at").as("first"),
                max("found_at").as("last"),
                FactRows.ends("source_file").as("details")));
  }

  /** Models that ran long enough without a detection. */
  static Dataset<Row> idleModels(
      Dataset<Row> modelRuns, String eventSource, ReportSpans spans, Thresholds thresholds) {
    Column model =
        concat(
            coalesce(col("project_name"), lit("?")),
            lit("/"),
            coalesce(col("model_version"), lit("?")),
            lit(" in "),
            coalesce(col("region"), lit("?")));
    return FactRows.shaped(
        IDLE_MODEL,
        modelRuns
            .where(col("event_source").equalTo(eventSource))
            .where(col("month").between(spans.before().toString(), spans.to().toString()))
            .where(coalesce(col("detections"), lit(0L)).equalTo(0))
            .withColumn(
                "span",
                when(col("month").geq(spans.from().toString()), FactRows.PERIOD)
                    .otherwise(FactRows.BEFORE))
            .groupBy(col("span"), col("account_id"), model.as("subject"))
            .agg(
                count(lit(1)).as("calls"),
                sumOf("hours").as("hours"),
                sumOf("inference_hours_low").as("inference_hours"),
                min("started_at").as("first"),
                max("stopped_at").as("last"))
            .where(col("hours").geq(thresholds.idleModelHours()))
            .withColumn("weight", col("hours")));
  }

  /** A sum that is the same in whichever order it is made. */
  private static Column sumOf(String hours) {
    return sum(col(hours).cast("decimal(20,6)"));
  }

  /** Reports of this source that touch either span and came to an end. */
  static Dataset<Row> reports(Dataset<Row> jobRuns, String eventSource, ReportSpans spans) {
    Column madeAt =
        // A monthly run first ingests: what it added is in its report.
        when(col("command").equalTo("monthly"), col("finished_at")).otherwise(col("started_at"));
    return FactRows.shaped(
        REPORT,
        jobRuns
            .where(col("command").isin("report", "monthly"))
            .where(col("outcome").startsWith("done"))
            .where(isReadFor(eventSource))
            .where(col("window_from").leq(lit(spans.lastDay())))
            .where(col("window_to").geq(lit(spans.firstDayBefore())))
            .groupBy(madeAt.as("first"), col("window_from"), col("window_to"))
            .agg(count(lit(1)).as("calls"))
            .withColumn(
                "details",
                array(col("window_from").cast("string"), col("window_to").cast("string"))));
  }

  /** How many events each run of ingest added to each month. */
  static Dataset<Row> added(Dataset<Row> events, String eventSource, ReportSpans spans) {
    LocalDate first = spans.firstDayBefore();
    return FactRows.shaped(
        ADDED,
        events
            .where(col("event_source").equalTo(eventSource))
            .where(col("event_date").between(first, spans.lastDay()))
            .groupBy(date_format(col("event_date"), MONTH).as("subject"), col("ingested_at"))
            .agg(count(lit(1)).as("calls"))
            .withColumnRenamed("ingested_at", "first"));
  }
}
