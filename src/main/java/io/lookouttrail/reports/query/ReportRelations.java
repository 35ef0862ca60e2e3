package io.lookouttrail.reports.query;

import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.ModelRunsTable;
import org.apache.spark.sql.functions;

/**
 * Binds the relations that a report's queries read:
 *
 * <ul>
 *   <li>{@code {seen}}: the calls of the report's months and of the month before, as {@link
 *       CallCube} counts them, with {@code in_period} for the report's months
 *   <li>{@code {history}}: the calls before the report's first month, counted
 *   <li>{@code {calls_by_file}}, {@code {population}}, {@code {open_quarantine}}: cached rows of
 *       {@link ReportRows}, read by executed queries only
 *   <li>{@code {model_runs}}, {@code {ingested_files}}: the tables
 *   <li>{@code {ledger}}, {@code {states}}, {@code {file_proof}}, {@code {coverage}}: the evidence
 * </ul>
 */
public final class ReportRelations {
  private ReportRelations() {}

  /** Binds all relations; those of the evidence are computed now. */
  public static void bind(
      QueryContext context,
      PinnedTables tables,
      ReportRows rows,
      IngestedMonths ledger,
      ReportOptions options) {
    context.table("calls_by_file", rows.callsByFile());
    context.table("population", rows.changes());
    context.table("open_quarantine", rows.openQuarantine());
    context.table(ModelRunsTable.SPEC.name(), rows.modelRuns());
    context.table(IngestedFilesTable.SPEC.name(), tables.read(IngestedFilesTable.SPEC));
    String inPeriod = inPeriod(options);
    context.define(
        "seen",
        seenQuery(options),
        rows.calls().map(calls -> calls.withColumn("in_period", functions.expr(inPeriod))));
    context.define("history", historyQuery(options), rows.currentHistory());
    new EvidenceRelations(options, ledger).bind(context, rows.checks());
  }

  /** Defines the names that a report shows by their queries, without rows on Spark. */
  public static void describe(QueryContext context, IngestedMonths ledger, ReportOptions options) {
    context.describe("seen", seenQuery(options));
    context.describe("history", historyQuery(options));
    new EvidenceRelations(options, ledger).describe(context);
  }

  private static String inPeriod(ReportOptions options) {
    return "event_date >= " + SqlText.day(options.firstDay());
  }

  private static String seenQuery(ReportOptions options) {
    return "SELECT *, %s AS in_period FROM (\n%s)"
        .formatted(
            inPeriod(options),
            CallCube.query(options.eventSource(), options.from().minusMonths(1), options.to()));
  }

  private static String historyQuery(ReportOptions options) {
    return """
    SELECT %s,
      count(*) AS calls, min(event_time) AS first_call, max(event_time) AS last_call
    FROM {events_current}
    WHERE event_source = %s AND event_date < %s
    GROUP BY ALL"""
        .formatted(
            String.join(", ", ReportRows.HISTORY_KEYS),
            SqlText.text(options.eventSource()),
            SqlText.day(options.firstDay()));
  }
}
