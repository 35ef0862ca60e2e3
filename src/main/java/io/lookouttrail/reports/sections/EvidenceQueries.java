package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportQuery;
import io.lookouttrail.reports.query.SqlText;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;

/** What was read, how it adds up, what is proven, and of which days nothing is known. */
public record EvidenceQueries(ReportOptions options, IngestedMonths ledger) {

  /**
   * Binds {@code {ledger}}, {@code {states}}, {@code {file_proof}} and {@code {coverage}}.
   *
   * @param relations with {@code ingested_files} bound to the table
   * @param checks what {@link #STATES} gives, and more columns
   */
  public void define(QueryContext relations, CachedRows checks) {
    relations.define("ledger", ledgerQuery());
    relations.define("states", STATES, checks.with(rows -> rows.drop("checked_at")));
    relations.define("file_proof", FILE_PROOF);
    relations.define("coverage", coverageQuery());
  }

  /** The files delivered in the period and the days of grace after it, if read for the source. */
  private String ledgerQuery() {
    return """
    SELECT * FROM {ingested_files}
    WHERE delivered_date %s AND array_contains(event_sources, %s)"""
        .formatted(
            SqlText.between(options.firstDay(), options.lastDelivery()),
            SqlText.text(options.eventSource()));
  }

  /** The newest check's word on each object; of a digest it may be two, itself and a gap. */
  private static final String STATES =
      """
      SELECT kind, object, account_id, region, start_time, end_time, state, proof
      FROM (SELECT *, rank() OVER (
          PARTITION BY kind, object ORDER BY checked_at DESC, run_id DESC) AS newest
        FROM {digest_findings})
      WHERE newest = 1""";

  /** Two trails may name a file: one that contradicts outweighs one that proves. */
  private static final String FILE_PROOF =
      """
      SELECT object, CASE
          WHEN bool_or(state IN ('changed', 'missing')) THEN 'contradicted'
          WHEN bool_or(state = 'valid' AND proof = 'signed') THEN 'signed'
          WHEN bool_or(state = 'valid' AND proof = 'chained') THEN 'chained'
          ELSE 'unproven' END AS proof
      FROM {states} WHERE kind = 'log' GROUP BY object""";

  /**
   * A day of an account and Region. A digest is of an hour; a day is proven empty where valid
   * digests cover all its hours and name no file.
   */
  private String coverageQuery() {
    LocalDate end = options.lastDay().plusDays(1);
    return """
    WITH days AS (SELECT explode(sequence(%1$s, %2$s)) AS date),
    logs AS (
      SELECT coalesce(account_id, 'unknown') AS account_id, coalesce(region, 'unknown') AS region,
        delivered_date AS date, count(*) AS files
      FROM {ledger} GROUP BY ALL),
    hours AS (
      SELECT account_id, region, kind, state, explode(sequence(
          date_trunc('HOUR', greatest(start_time, %3$s)),
          greatest(start_time, %3$s, least(end_time, %4$s) - INTERVAL 1 SECOND),
          INTERVAL 1 HOUR)) AS hour
      FROM {states} WHERE start_time < %4$s AND end_time > %3$s),
    digests AS (
      SELECT account_id, region, to_date(hour) AS date,
        count(DISTINCT IF(kind = 'digest' AND state = 'valid', hour, NULL)) AS proven_hours,
        bool_or(state = 'gap' OR (kind = 'log' AND state = 'missing')) AS has_gap,
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
      AND digests.region = places.region AND digests.date = days.date"""
        .formatted(
            SqlText.day(options.firstDay()),
            SqlText.day(options.lastDay()),
            SqlText.midnight(options.firstDay()),
            SqlText.midnight(end),
            neverIngested());
  }

  /** Before the first and after the last file in the ledger, and in months without any. */
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

  ReportQuery reconciliation() {
    return new ReportQuery(
        "reconciliation",
        "What was read, and how it adds up",
        List.of("Records are kept, duplicates, of other sources, or rejected: nothing else."),
        """
        SELECT account_id, region, count(*) AS files,
          coalesce(sum(bytes), 0) AS bytes, coalesce(sum(records), 0) AS records,
          coalesce(sum(kept), 0) AS kept, coalesce(sum(duplicates), 0) AS duplicates,
          coalesce(sum(other_sources), 0) AS other_sources, coalesce(sum(rejected), 0) AS rejected,
          count_if(records <> kept + duplicates + other_sources + rejected) AS files_not_balanced,
          count_if(status = 'quarantined') AS files_quarantined,
          min(delivered_at) AS first_delivery, max(delivered_at) AS last_delivery
        FROM {ledger}
        GROUP BY account_id, region
        ORDER BY account_id, region""");
  }

  /** The files' shares, and the shares of the report's own calls by the files they stand in. */
  ReportQuery proof() {
    return new ReportQuery(
        "proof",
        "How much of it is proven",
        List.of(
            "Signed: a digest with a valid signature of AWS names the file's hash. Chained: a digest"
                + " does whose hash the next one holds. Contradicted: the file is not what its"
                + " digest says.",
            "Calls from elsewhere stand in files delivered outside the window."),
        proof(
            "1, IF(f.source_file IS NULL, 1, 0)",
            "{events_current}",
            "e.event_source = %s AND e.event_date %s"
                .formatted(
                    SqlText.text(options.eventSource()),
                    SqlText.between(options.firstDay(), options.lastDay()))),
        proof(
            "calls, IF(f.source_file IS NULL, calls, 0)",
            "{calls_by_file}",
            "counts AND event_date " + SqlText.between(options.firstDay(), options.lastDay())));
  }

  private static String proof(String calls, String from, String ofPeriod) {
    return """
        WITH parts AS (
          SELECT coalesce(proof, 'unproven') AS proof, 1 AS files, bytes, kept, 0 AS calls,
            0 AS elsewhere
          FROM {ledger} LEFT JOIN {file_proof} ON object = source_file
          UNION ALL
          SELECT coalesce(proof, 'unproven'), 0, 0, 0, %s
          FROM %s e LEFT JOIN {file_proof} ON object = e.source_file
          LEFT JOIN {ledger} f ON f.source_file = e.source_file
          WHERE %s)
        SELECT proof,
          sum(files) AS files, coalesce(sum(bytes), 0) AS bytes, coalesce(sum(kept), 0) AS kept,
          sum(calls) AS calls, sum(elsewhere) AS calls_from_elsewhere,
          round(100 * sum(files) / nullif(sum(sum(files)) OVER (), 0), 2) AS files_percent,
          round(100 * sum(bytes) / nullif(sum(sum(bytes)) OVER (), 0), 2) AS bytes_percent,
          round(100 * sum(calls) / nullif(sum(sum(calls)) OVER (), 0), 2) AS calls_percent
        FROM parts
        GROUP BY proof
        ORDER BY proof"""
        .formatted(calls, from, ofPeriod);
  }

  static final ReportQuery ACCOUNTS =
      new ReportQuery(
          "accounts",
          "Accounts",
          """
          SELECT account_id, sum(files) AS files, sum(records) AS records,
            min(delivered_at) AS first_delivery, max(delivered_at) AS last_delivery,
            sum(calls) AS calls
          FROM (
            SELECT coalesce(account_id, 'unknown') AS account_id, 1 AS files,
              coalesce(records, 0) AS records, delivered_at, 0 AS calls
            FROM {ledger}
            UNION ALL
            SELECT account_id, 0, 0, NULL, calls FROM {seen} WHERE in_period)
          GROUP BY account_id
          ORDER BY account_id""");

  static final ReportQuery COVERAGE =
      new ReportQuery(
          "coverage",
          "Coverage by account, Region and day",
          List.of("By the day of delivery, UTC."),
          "SELECT * FROM {coverage} ORDER BY account_id, region, date");

  static final ReportQuery COVERAGE_BY_REGION =
      new ReportQuery(
          "coverage_by_region",
          "Coverage by account and Region, in days",
          """
          SELECT account_id, region,
            count_if(state = 'logs') AS logs,
            count_if(state = 'empty, proven by digest') AS empty_proven,
            count_if(state = 'no file, unproven') AS unproven,
            count_if(state = 'gap') AS gap,
            count_if(state = 'not ingested') AS not_ingested
          FROM {coverage}
          GROUP BY account_id, region
          ORDER BY account_id, region""");

  /** Asked over {@code {open_quarantine}}, which knows when the files came. */
  ReportQuery quarantine() {
    String window = SqlText.between(options.firstDay(), options.lastDelivery());
    String columns =
        "q.source_file, q.record_index, q.problem, q.detail, q.account_id, q.region, q.found_at";
    return new ReportQuery(
        "quarantine_open",
        "What could not be read",
        List.of("Of files of the window, and not resolved."),
        """
        SELECT %s
        FROM {quarantine} q LEFT ANTI JOIN (
          SELECT source_file AS elsewhere FROM {ingested_files} WHERE delivered_date NOT %s)
          ON elsewhere = q.source_file
        WHERE q.resolved_at IS NULL
        ORDER BY q.source_file, q.record_index, q.problem"""
            .formatted(columns, window),
        """
        SELECT %s
        FROM {open_quarantine} q
        WHERE delivered_date IS NULL OR delivered_date %s
        ORDER BY q.source_file, q.record_index, q.problem"""
            .formatted(columns, window));
  }
}
