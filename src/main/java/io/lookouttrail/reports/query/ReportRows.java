package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.sum;

import io.lookouttrail.reports.sections.AccessQueries;
import io.lookouttrail.reports.sections.ChangeQueries;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.QuarantineTable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * All that a report reads of the tables but its ledger: a handful of readings, each kept.
 *
 * @param calls the calls of the period and of the month before it, as {@link CallCube} sums them
 * @param callsByFile how many events of the same months stand in which log file, by day, by when
 *     they were added and by whether they count
 * @param changes the events of the same months that {@link ChangeQueries} asks for
 * @param history the calls before the period, summed by what may be new in it, by whether they
 *     count and by whether they are from before the month before
 * @param modelRuns the runs in the same months
 * @param checks the newest check's word on each object
 * @param quarantine what is unresolved, with the day on which its file was delivered
 */
public record ReportRows(
    CachedRows calls,
    CachedRows callsByFile,
    CachedRows changes,
    CachedRows history,
    CachedRows modelRuns,
    CachedRows checks,
    CachedRows quarantine) {

  /** What history is told apart by. */
  public static final List<String> HISTORY =
      List.of("account_id", "region", "actor", "actor_kind", "role_arn", "source_ip", "action");

  /** Reads it, at the tables' versions. */
  public static ReportRows read(
      PinnedTables tables, QueryContext relations, String eventSource, ReportPeriods spans) {
    Dataset<Row> events =
        flagged(tables, relations).where(col("event_source").equalTo(eventSource));
    Dataset<Row> ofSpans =
        events.where(col("event_date").between(spans.firstDayBefore(), spans.lastDay()));
    Dataset<Row> current = ofSpans.where(col("counts"));
    return new ReportRows(
        relations.gather("Report: the calls, summed", CallCube.of(current)),
        relations.gather("Report: the log files of the calls", byFile(ofSpans)),
        relations.gather(
            "Report: the changes",
            current
                .where(ChangeQueries.POPULATION)
                .select(
                    ChangeQueries.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new))),
        relations.gather("Report: the history", history(events, spans)),
        relations.gather(
            "Report: the runs of models",
            tables
                .read(ModelRunsTable.SPEC)
                .where(col("event_source").equalTo(eventSource))
                .where(col("month").between(spans.before().toString(), spans.to().toString()))),
        relations.gather(
            "Report: what the digests prove", newest(tables.read(DigestFindingsTable.SPEC))),
        quarantine(tables, relations));
  }

  /** The events, each with whether it {@code counts}: none does that another one corrects. */
  private static Dataset<Row> flagged(PinnedTables tables, QueryContext relations) {
    Dataset<Row> events = tables.read(EventsTable.SPEC);
    CachedRows corrected =
        relations.gather(
            "Report: which events others correct",
            events
                .where(col("corrects_event_id").isNotNull())
                .where(col("corrects_event_id").notEqual(col("event_id")))
                .select(
                    col("account_id").as("corrected_account"),
                    col("corrects_event_id").as("corrected_id")));
    if (corrected.isEmpty()) {
      return events.withColumn("counts", lit(true));
    }
    return events
        .join(
            corrected.rows().distinct(),
            col("corrected_account")
                .equalTo(col("account_id"))
                .and(col("corrected_id").equalTo(col("event_id"))),
            "left")
        .withColumn("counts", col("corrected_id").isNull());
  }

  private static Dataset<Row> byFile(Dataset<Row> events) {
    return events
        .groupBy("event_date", "source_file", "ingested_at", "counts")
        .agg(count(lit(1)).as("calls"));
  }

  private static Dataset<Row> history(Dataset<Row> events, ReportPeriods spans) {
    Dataset<Row> earlier =
        events
            .where(col("event_date").lt(lit(spans.firstDay())))
            .withColumn("before_spans", col("event_date").lt(lit(spans.firstDayBefore())));
    return earlier
        .groupBy(
            Stream.concat(HISTORY.stream(), Stream.of("counts", "before_spans"))
                .map(name -> col(name))
                .toArray(Column[]::new))
        .agg(
            count(lit(1)).as("calls"),
            min("event_time").as("first_call"),
            max("event_time").as("last_call"));
  }

  /** The history that counts, as {@link AccessQueries#history} gives it. */
  public CachedRows currentHistory() {
    return history.with(
        rows ->
            rows.where(col("counts"))
                .groupBy(HISTORY.stream().map(name -> col(name)).toArray(Column[]::new))
                .agg(
                    sum("calls").as("calls"),
                    min("first_call").as("first_call"),
                    max("last_call").as("last_call")));
  }

  /**
   * Who and what was seen before the month before the period, also by calls that were corrected
   * later: who called is not what a correction takes back.
   */
  public CachedRows seenBefore() {
    return history.with(rows -> rows.where(col("before_spans")));
  }

  private static Dataset<Row> newest(Dataset<Row> digestFindings) {
    return digestFindings
        .withColumn(
            "newest",
            rank()
                .over(
                    Window.partitionBy("kind", "object")
                        .orderBy(col("checked_at").desc(), col("run_id").desc())))
        .where(col("newest").equalTo(1))
        .select(
            "kind",
            "object",
            "account_id",
            "region",
            "start_time",
            "end_time",
            "state",
            "proof",
            "checked_at");
  }

  private static CachedRows quarantine(PinnedTables tables, QueryContext relations) {
    CachedRows open =
        relations.gather(
            "Report: the open quarantine",
            tables
                .read(QuarantineTable.SPEC)
                .where(col("resolved_at").isNull())
                .drop("raw", "run_id", "resolved_at"));
    if (open.isEmpty()) {
      return open.with(
          rows -> rows.withColumn("delivered_date", lit(null).cast(DataTypes.DateType)));
    }
    Dataset<Row> delivered =
        tables.read(IngestedFilesTable.SPEC).select("source_file", "delivered_date");
    return relations.gather(
        "Report: when the files in quarantine came",
        open.rows().join(delivered, new String[] {"source_file"}, "left"));
  }
}
