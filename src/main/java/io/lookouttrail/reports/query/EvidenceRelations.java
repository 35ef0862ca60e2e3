package io.lookouttrail.reports.query;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;

/** The relations behind a report's evidence: the ledger, the checks, proof and coverage. */
record EvidenceRelations(ReportOptions options, IngestedMonths ledger) {

  /**
   * Binds {@code {ledger}}, {@code {states}}, {@code {file_proof}} and {@code {coverage}}.
   *
   * @param context where {@code {ingested_files}} is bound to the table
   * @param checks the rows of {@link #STATES}, with more columns
   */
  void bind(QueryContext context, CachedRows checks) {
    context.define("ledger", ledgerQuery());
    context.define("states", STATES, checks.map(rows -> rows.drop("contradicted_at")));
    context.define("file_proof", fileProofQuery());
    context.define("coverage", coverageQuery());
  }

  /** Defines the same names by their queries, without rows on Spark. */
  void describe(QueryContext context) {
    context.describe("ledger", ledgerQuery());
    context.describe("states", STATES);
    context.describe("file_proof", fileProofQuery());
    context.describe("coverage", coverageQuery());
  }

  /**
   * The files that were delivered in the report's window and read for its event source; with them
   * files without a date in their name that have older and newer events than the window's end.
   */
  private String ledgerQuery() {
    String inWindow =
        "delivered_date " + SqlText.between(options.firstDay(), options.lastDelivery());
    String spanning =
        "delivered_date >= %s AND oldest_event_at < %s"
            .formatted(
                SqlText.day(options.firstDay()), SqlText.midnight(options.lastDay().plusDays(1)));
    return """
    SELECT * FROM {ingested_files}
    WHERE %s AND array_contains(event_sources, %s)"""
        .formatted(
            ledger.isAllDated() ? inWindow : "(%s OR (%s))".formatted(inWindow, spanning),
            SqlText.text(options.eventSource()));
  }

  /** The newest check of each object. A digest may have two rows: its own, and a gap before it. */
  private static final String STATES =
      """
      SELECT kind, object, account_id, region, start_time, end_time, state, proof, severity,
        actual_hash, checked_at
      FROM (SELECT *, rank() OVER (
          PARTITION BY kind, object ORDER BY checked_at DESC, run_id DESC) AS newest
        FROM {digest_findings})
      WHERE newest = 1""";

  /**
   * Two trails may name the same file: a digest that contradicts it outweighs one that proves it.
   * Where the digest is right about a file, but another content was read or the file was rewritten,
   * the digest contradicts what was read.
   *
   * <p>Its arguments are a further condition for a file that is contradicted, and a join for it.
   */
  private static final String FILE_PROOF =
      """
      SELECT object, CASE
          WHEN bool_or(state IN ('changed', 'missing') OR (state = 'valid' AND (
            read_hash <> actual_hash%s))) THEN 'contradicted'
          WHEN bool_or(state = 'valid' AND proof = 'signed') THEN 'signed'
          WHEN bool_or(state = 'valid' AND proof = 'chained') THEN 'chained'
          ELSE 'unproven' END AS proof
      FROM {states} LEFT JOIN (SELECT source_file, sha256 AS read_hash FROM {ledger}
        WHERE superseded_at IS NULL) AS read ON read.source_file = object%s
      WHERE kind = 'log' GROUP BY object""";

  private String fileProofQuery() {
    return ledger.rewritten() == 0
        ? FILE_PROOF.formatted("", "")
        : FILE_PROOF.formatted(
            " OR rewritten IS NOT NULL",
            """

             LEFT JOIN (SELECT DISTINCT source_file AS rewritten FROM {ingested_files}
               WHERE superseded_at IS NOT NULL) ON rewritten = object""");
  }

  /**
   * The state of each day of an account and Region. A digest covers an hour: a day is proven empty
   * where valid digests cover all its hours and name no log file. After the end of a chain that may
   * have ended for good, a day is as if there were no chain.
   *
   * <p>Its arguments are the first day, the last day, the first midnight, the last midnight and the
   * condition for days that were never ingested.
   */
  private static final String COVERAGE =
      """
      WITH days AS (SELECT explode(sequence(%1$s, %2$s)) AS date),
      logs AS (
        SELECT coalesce(account_id, 'unknown') AS account_id, coalesce(region, 'unknown') AS region,
          delivered_date AS date, count_if(superseded_at IS NULL) AS files
        FROM {ledger} GROUP BY ALL),
      hours AS (
        SELECT account_id, region, kind, state, severity, explode(sequence(
            date_trunc('HOUR', greatest(start_time, %3$s)),
            greatest(start_time, %3$s, least(end_time, %4$s) - INTERVAL 1 SECOND),
            INTERVAL 1 HOUR)) AS hour
        FROM {states} WHERE start_time < %4$s AND end_time > %3$s),
      digests AS (
        SELECT account_id, region, to_date(hour) AS date,
          count(DISTINCT IF(kind = 'digest' AND state = 'valid', hour, NULL)) AS proven_hours,
          bool_or((state = 'gap' AND NOT (severity <=> 'low'))
            OR (kind = 'log' AND state = 'missing')) AS has_gap,
          bool_or(kind = 'digest' AND state = 'missing') AS lacks_digest,
          bool_or(kind = 'log' AND state <> 'missing') AS has_log
        FROM hours GROUP BY ALL),
      places AS (SELECT account_id, region FROM logs UNION SELECT account_id, region FROM digests)
      SELECT places.account_id, places.region, days.date,
        CASE
          WHEN has_gap THEN 'gap'
          WHEN files > 0 THEN 'logs'
          WHEN lacks_digest THEN 'gap'
          WHEN has_log THEN 'not ingested'
          WHEN proven_hours >= 24 THEN 'empty, proven by digest'
          WHEN %5$s THEN 'not ingested'
          ELSE 'no file, unproven' END AS state,
        coalesce(files, 0) AS files
      FROM places CROSS JOIN days
      LEFT JOIN logs ON logs.account_id = places.account_id AND logs.region = places.region
        AND logs.date = days.date
      LEFT JOIN digests ON digests.account_id = places.account_id
        AND digests.region = places.region AND digests.date = days.date""";

  private String coverageQuery() {
    LocalDate end = options.lastDay().plusDays(1);
    return COVERAGE.formatted(
        SqlText.day(options.firstDay()),
        SqlText.day(options.lastDay()),
        SqlText.midnight(options.firstDay()),
        SqlText.midnight(end),
        neverIngested());
  }

  /** Condition for days outside the ledger, and for months without any file. */
  private String neverIngested() {
    String outside = "days.date NOT " + SqlText.between(ledger.firstDay(), ledger.lastDay());
    List<YearMonth> missing = ledger.missing(options);
    return missing.isEmpty()
        ? outside
        : missing.stream()
            .map(month -> "'" + month + "'")
            .collect(
                Collectors.joining(
                    ", ", outside + " OR date_format(days.date, 'yyyy-MM') IN (", ")"));
  }
}
