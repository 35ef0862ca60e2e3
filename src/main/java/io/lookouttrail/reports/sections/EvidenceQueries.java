package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportQuery;
import io.lookouttrail.reports.query.SqlText;
import java.util.List;

/** Queries of the evidence: reconciliation, proof, coverage and quarantine. */
record EvidenceQueries(ReportOptions options, IngestedMonths ledger) {

  private EvidenceTables inMemory() {
    return new EvidenceTables(options);
  }

  private List<EvidenceTables.CoverageDay> coverageDays(ReportMemory memory) {
    return new CoverageDays(options, ledger).of(memory);
  }

  ReportQuery reconciliation() {
    return new ReportQuery(
            "reconciliation",
            "Reconciliation of files and records",
            List.of(
                "Every record is kept, a duplicate, of another source, or rejected. The records of a"
                    + " file that was rewritten are those of each content that was read."),
            """
        SELECT account_id, region, count_if(superseded_at IS NULL) AS files,
          coalesce(sum(bytes), 0) AS bytes, coalesce(sum(records), 0) AS records,
          coalesce(sum(kept), 0) AS kept, coalesce(sum(duplicates), 0) AS duplicates,
          coalesce(sum(other_sources), 0) AS other_sources, coalesce(sum(rejected), 0) AS rejected,
          count_if(records <> kept + duplicates + other_sources + rejected) AS files_not_balanced,
          count_if(status = 'quarantined') AS files_quarantined,
          count_if(superseded_at IS NOT NULL) AS files_rewritten,
          min(delivered_at) AS first_delivery, max(delivered_at) AS last_delivery
        FROM {ledger}
        GROUP BY account_id, region
        ORDER BY account_id, region""")
        .inMemory(inMemory()::reconciliation);
  }

  /** The share of files, and of the report's calls by the files that hold them, by proof. */
  ReportQuery proof() {
    return new ReportQuery(
            "proof",
            "Proof by digests",
            List.of(
                "Signed: a digest with a valid signature of AWS names the file's hash. Chained: a"
                    + " digest names it, and the next digest holds that digest's hash. Contradicted: the"
                    + " file differs from what its digest says.",
                "Calls from elsewhere are in files that were delivered outside the window."),
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
                "counts AND event_date " + SqlText.between(options.firstDay(), options.lastDay())))
        .inMemory(inMemory()::proof);
  }

  private static String proof(String calls, String from, String ofPeriod) {
    return """
        WITH parts AS (
          SELECT coalesce(proof, 'unproven') AS proof, IF(superseded_at IS NULL, 1, 0) AS files, bytes,
            kept, 0 AS calls,
            0 AS elsewhere
          FROM {ledger} LEFT JOIN {file_proof} ON object = source_file
          UNION ALL
          SELECT coalesce(proof, 'unproven'), 0, 0, 0, %s
          FROM %s e LEFT JOIN {file_proof} ON object = e.source_file
          LEFT JOIN {ledger} f ON f.source_file = e.source_file AND f.superseded_at IS NULL
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

  ReportQuery accounts() {
    return new ReportQuery(
            "accounts",
            "Accounts",
            """
          SELECT account_id, sum(files) AS files, sum(records) AS records,
            min(delivered_at) AS first_delivery, max(delivered_at) AS last_delivery,
            sum(calls) AS calls
          FROM (
            SELECT coalesce(account_id, 'unknown') AS account_id,
              IF(superseded_at IS NULL, 1, 0) AS files,
              coalesce(records, 0) AS records, delivered_at, 0 AS calls
            FROM {ledger}
            UNION ALL
            SELECT account_id, 0, 0, NULL, calls FROM {seen} WHERE in_period)
          GROUP BY account_id
          ORDER BY account_id""")
        .inMemory(inMemory()::accounts);
  }

  ReportQuery coverage() {
    return new ReportQuery(
            "coverage",
            "Coverage by account, Region and day",
            List.of("By the day of delivery, UTC."),
            "SELECT * FROM {coverage} ORDER BY account_id, region, date")
        .inMemory(memory -> EvidenceTables.coverage(coverageDays(memory)));
  }

  ReportQuery coverageByRegion() {
    return new ReportQuery(
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
          ORDER BY account_id, region""")
        .inMemory(memory -> EvidenceTables.coverageByRegion(coverageDays(memory)));
  }

  /** The executed query reads {@code {open_quarantine}}, which has the files' delivery days. */
  ReportQuery quarantine() {
    String window = SqlText.between(options.firstDay(), options.lastDelivery());
    String columns =
        "q.source_file, q.record_index, q.problem, q.detail, q.account_id, q.region, q.found_at";
    return new ReportQuery(
            "quarantine_open",
            "Unresolved quarantine",
            List.of("Problems of files in the window that are not resolved."),
            """
        SELECT %s
        FROM {quarantine} q LEFT ANTI JOIN (
          SELECT source_file AS elsewhere FROM {ingested_files}
          WHERE superseded_at IS NULL AND delivered_at IS NOT NULL AND delivered_date NOT %s)
          ON elsewhere = q.source_file
        WHERE q.resolved_at IS NULL
        ORDER BY q.source_file, q.record_index, q.problem"""
                .formatted(columns, window),
            """
        SELECT %s
        FROM {open_quarantine} q
        WHERE delivered_date IS NULL OR delivered_date %s
        ORDER BY q.source_file, q.record_index, q.problem"""
                .formatted(columns, window))
        .inMemory(inMemory()::quarantine);
  }
}
