package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportQuery;
import io.lookouttrail.reports.query.SqlText;
import java.util.List;

/** The population that an auditor samples from. */
public record ChangeQueries(ReportOptions options) {
  public static final List<String> NOTES =
      List.of(
          "Every call that changes something, every denied call and every call by root: the"
              + " population to sample from.",
          "'lookout-trail trace --event-id' shows any of them in its log file.");

  /** What is asked for, and by what it is found. */
  public static final List<String> COLUMNS =
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

  public static final String POPULATION =
      """
      (call_class = 'change' OR outcome = 'denied'
          OR actor_kind = 'root' OR credential_kind = 'root')""";

  /** Asked over {@code {population}}, of any months. */
  public ReportQuery changes() {
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
        "Changes, denied calls and root's calls",
        List.of(),
        select.formatted(
            "events_current",
            "event_source = %s AND %s\n  AND %s"
                .formatted(SqlText.text(options.eventSource()), inPeriod, POPULATION)),
        select.formatted("population", inPeriod));
  }
}
