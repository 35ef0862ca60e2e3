package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.FileVersions;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.QuarantineTable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows that a report reads from the tables, except for the ledger. Each is read once and
 * cached; the report's queries run over these rows.
 *
 * <p>"Both periods" are those of {@link ReportPeriods}. An event is current if no other event
 * corrects it.
 *
 * @param calls the current calls of both periods, counted by {@link CallCube}
 * @param callsByFile the number of events of both periods by event date, log file, time of ingest
 *     and whether they are current ({@code counts})
 * @param changes the current events of both periods that match {@link #IS_CHANGE}
 * @param history the events before the report's first month, counted by {@link #HISTORY_KEYS}, by
 *     whether they are current ({@code counts}) and whether they are older than both periods
 *     ({@code before_periods})
 * @param modelRuns the model runs of both periods
 * @param checks the newest digest check of each object, and when a check last contradicted the
 *     object ({@code contradicted_at})
 * @param quarantine all problems, with the delivery day of their files
 */
public record ReportRows(
    CachedRows calls,
    CachedRows callsByFile,
    CachedRows changes,
    CachedRows history,
    CachedRows modelRuns,
    CachedRows checks,
    CachedRows quarantine) {

  /** Condition for the events that an auditor samples from: changes, denials, and root's calls. */
  public static final String IS_CHANGE =
      """
      (call_class = 'change' OR outcome = 'denied'
          OR actor_kind = 'root' OR credential_kind = 'root')""";

  private static final List<String> CHANGE_COLUMNS =
      List.of(
          "event_date",
          "event_time",
          "event_id",
          "actor",
          "account_id",
          "region",
          "action",
          "resource_arn",
          "outcome",
          "source_ip",
          "source_file",
          "record_index");

  /** The columns that history is grouped by: what the report may name as new, or as used. */
  static final List<String> HISTORY_KEYS =
      List.of(
          "account_id",
          "region",
          "actor",
          "actor_kind",
          "credential_kind",
          "role_arn",
          "source_ip",
          "action",
          "outcome");

  /** Reads and caches the rows. */
  public static ReportRows read(
      PinnedTables tables, QueryContext context, String eventSource, ReportPeriods periods) {
    Dataset<Row> events =
        withCounts(tables, context).where(col("event_source").equalTo(eventSource));
    Dataset<Row> ofBoth =
        events.where(col("event_date").between(periods.firstDayBefore(), periods.lastDay()));
    Dataset<Row> current = ofBoth.where(col("counts"));
    return new ReportRows(
        context.cache("Report: count the calls", CallCube.of(current)),
        context.cache("Report: count the calls by log file", byFile(ofBoth)),
        context.cache(
            "Report: read the changes", current.where(IS_CHANGE).select(columns(CHANGE_COLUMNS))),
        context.cache("Report: count the calls of earlier months", history(events, periods)),
        context.cache("Report: read the model runs", modelRuns(tables, eventSource, periods)),
        context.cache(
            "Report: read the newest digest checks", newest(tables.read(DigestFindingsTable.SPEC))),
        quarantine(tables, context));
  }

  /** Returns all events with a column {@code counts}: false where another event corrects it. */
  private static Dataset<Row> withCounts(PinnedTables tables, QueryContext context) {
    Dataset<Row> events = tables.read(EventsTable.SPEC);
    CachedRows corrected =
        context.cache(
            "Report: find events that others correct",
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

  private static Dataset<Row> history(Dataset<Row> events, ReportPeriods periods) {
    return events
        .where(col("event_date").lt(lit(periods.firstDay())))
        .withColumn("before_periods", col("event_date").lt(lit(periods.firstDayBefore())))
        .groupBy(
            columns(
                Stream.concat(HISTORY_KEYS.stream(), Stream.of("counts", "before_periods"))
                    .toList()))
        .agg(
            count(lit(1)).as("calls"),
            min("event_time").as("first_call"),
            max("event_time").as("last_call"));
  }

  private static Dataset<Row> modelRuns(
      PinnedTables tables, String eventSource, ReportPeriods periods) {
    return tables
        .read(ModelRunsTable.SPEC)
        .where(col("event_source").equalTo(eventSource))
        .where(col("month").between(periods.monthBefore().toString(), periods.to().toString()));
  }

  /** Returns the current part of the history: what the query of {@code {history}} selects. */
  CachedRows currentHistory() {
    return history.map(
        rows ->
            rows.where(col("counts"))
                .groupBy(columns(HISTORY_KEYS))
                .agg(
                    sum("calls").as("calls"),
                    min("first_call").as("first_call"),
                    max("last_call").as("last_call")));
  }

  /**
   * Returns the history before both periods. It includes corrected events: a correction does not
   * change who called.
   */
  public CachedRows beforePeriods() {
    return history.map(rows -> rows.where(col("before_periods")));
  }

  private static Dataset<Row> newest(Dataset<Row> digestFindings) {
    WindowSpec ofObject = Window.partitionBy("kind", "object");
    return digestFindings
        .withColumn(
            "contradicted_at",
            max(when(expr(ContradictedChecks.SQL), col("checked_at"))).over(ofObject))
        .withColumn(
            "newest", rank().over(ofObject.orderBy(col("checked_at").desc(), col("run_id").desc())))
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
            "severity",
            "actual_hash",
            "checked_at",
            "contradicted_at");
  }

  /** Returns the problems that are not resolved: what the report's query of them reads. */
  CachedRows openQuarantine() {
    return quarantine.map(rows -> rows.where(col("resolved_at").isNull()).drop("resolved_at"));
  }

  private static CachedRows quarantine(PinnedTables tables, QueryContext context) {
    CachedRows problems =
        context.cache(
            "Report: read the quarantine", tables.read(QuarantineTable.SPEC).drop("raw", "run_id"));
    if (problems.isEmpty()) {
      return problems.map(
          rows -> rows.withColumn("delivered_date", lit(null).cast(DataTypes.DateType)));
    }
    Dataset<Row> delivered =
        tables
            .read(IngestedFilesTable.SPEC)
            .where(FileVersions.isNewest())
            .select(
                col("source_file"),
                when(col("delivered_at").isNotNull(), col("delivered_date")).as("delivered_date"));
    return context.cache(
        "Report: find the delivery days of quarantined files",
        problems.rows().join(delivered, new String[] {"source_file"}, "left"));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
