package io.lookouttrail.reports.sections;

/** Column expressions over {@code {seen}} that usage and access tables share. */
final class CallColumns {
  static final String DISTINCT_COUNTS =
      "Each row counts an actor or session once: these counts do not add up across rows.";

  /** Figures of the period's calls, where a table also has rows of the month before. */
  static final String OF_PERIOD =
      """
        sum(IF(in_period, calls, 0)) AS calls,
        sum(IF(in_period AND outcome = 'success', calls, 0)) AS succeeded,
        sum(IF(in_period AND outcome = 'denied', calls, 0)) AS denied,
        sum(IF(in_period AND outcome = 'throttled', calls, 0)) AS throttled,
        sum(IF(in_period AND outcome = 'failed', calls, 0)) AS failed,
        sum(IF(in_period AND call_class = 'read', calls, 0)) AS read_calls,
        sum(IF(in_period AND call_class = 'inference', calls, 0)) AS inference_calls,
        sum(IF(in_period AND call_class = 'change', calls, 0)) AS change_calls,
        sum(IF(in_period AND call_class = 'unclassified', calls, 0)) AS unclassified_calls,
        count(DISTINCT IF(in_period, actor, NULL)) AS actors,
        count(DISTINCT IF(in_period, session, NULL)) AS sessions,
        min(IF(in_period, first_call, NULL)) AS first_call,
        max(IF(in_period, last_call, NULL)) AS last_call""";

  /** The same figures, where all rows are of the period. */
  static final String ALL =
      OF_PERIOD
          .replace("in_period AND ", "")
          .replaceAll("IF\\(in_period, (\\w+), (0|NULL)\\)", "$1");

  /** Further columns of the access tables. */
  static final String OF_ACCESS =
      """
        array_join(array_sort(collect_set(client)), ' ') AS clients,
        sum(IF(cross_account, calls, 0)) AS cross_account_calls,
        sum(IF(NOT mfa_authenticated, calls, 0)) AS calls_without_mfa""";

  private CallColumns() {}
}
