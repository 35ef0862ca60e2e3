package io.lookouttrail.reports;

import java.util.List;

/** The population that an auditor samples from. */
record ChangeQuestions(ReportOptions options) {
  static final List<String> NOTES =
      List.of(
          "Every call that changes something, every denied call and every call by root: the"
              + " population to sample from.",
          "'lookout-trail trace --event-id' shows any of them in its log file.");

  Question changes() {
    return new Question(
        "changes",
        "Changes, denied calls and root's calls",
        """
        SELECT event_time, event_id, actor, account_id, region, action, resource_arn, outcome,
          source_ip, source_file, record_index, coalesce(proof, 'unproven') AS proof
        FROM {events_current} LEFT JOIN {file_proof} ON object = source_file
        WHERE event_source = %s AND event_date %s
          AND (call_class = 'change' OR outcome = 'denied'
            OR actor_kind = 'root' OR credential_kind = 'root')
        ORDER BY event_time, event_id, account_id"""
            .formatted(
                SqlText.text(options.eventSource()),
                SqlText.between(options.firstDay(), options.lastDay())));
  }
}
