package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportQuery;
import io.lookouttrail.reports.query.ReportRows;
import io.lookouttrail.reports.query.SqlText;
import java.util.List;

/** The query of the section on changes: the population that an auditor samples from. */
record ChangeQueries(ReportOptions options) {
  static final List<String> NOTES =
      List.of(
          "Every call that changes something, every denied call and every call by root: the"
              + " population to sample from.",
          "The command trace finds each of them in its log file, by the option --event-id.");

  /** Every change, denied call and call by root; the executed query reads {@code {population}}. */
  ReportQuery changes() {
    String select =
        """
        SELECT event_time, event_id, actor, account_id, region, action, resource_arn, outcome,
          source_ip, source_file, record_index, coalesce(proof, 'unproven') AS proof
        FROM {%s} LEFT JOIN {file_proof} ON object = source_file
        WHERE %s
        ORDER BY event_time, event_id, account_id""";
    String inPeriod = "event_date " + SqlText.between(options.firstDay(), options.lastDay());
    return new ReportQuery(
            "changes",
            "Changes, denied calls and calls by root",
            List.of(),
            select.formatted(
                "events_current",
                "event_source = %s AND %s\n  AND %s"
                    .formatted(
                        SqlText.text(options.eventSource()), inPeriod, ReportRows.IS_CHANGE)),
            select.formatted("population", inPeriod))
        .inMemory(new EvidenceTables(options)::changes);
  }
}
