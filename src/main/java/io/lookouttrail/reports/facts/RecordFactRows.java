package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.query.ReportPeriods;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Facts of what stands beside the events: the ledger, the quarantine, model runs, runs. */
final class RecordFactRows {
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

  /** What is unresolved of the files that were delivered in a span, or soon after it. */
  static Dataset<Row> quarantine(Dataset<Row> open, ReportPeriods spans) {
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
      Dataset<Row> modelRuns, String eventSource, ReportPeriods spans, Thresholds thresholds) {
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
  static Dataset<Row> reports(Dataset<Row> jobRuns, String eventSource, ReportPeriods spans) {
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
  static Dataset<Row> added(Dataset<Row> callsByFile) {
    return FactRows.shaped(
        ADDED,
        callsByFile
            .groupBy(date_format(col("event_date"), MONTH).as("subject"), col("ingested_at"))
            .agg(sum("calls").as("calls"))
            .withColumnRenamed("ingested_at", "first"));
  }
}
