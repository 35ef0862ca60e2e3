package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportQuery;
import io.lookouttrail.reports.query.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Queries of the section on usage: calls by account, Region, role, action and day.
 *
 * @param hasMonthBefore whether the tables hold the month before the report's first month
 */
record UsageQueries(ReportOptions options, boolean hasMonthBefore) {
  static final List<String> NOTES =
      List.of(
          "Days and months are UTC, and a call counts on the day it was made.",
          "Reads, inference, changes and unclassified calls add up to the calls.");

  List<ReportQuery> all() {
    List<ReportQuery> all = new ArrayList<>();
    all.add(by("account", "account_id"));
    all.add(by("region", "region"));
    all.add(by("role", "credential_kind, role_arn"));
    all.add(by("action", "action, access_level"));
    all.add(byDay());
    if (options.hasCatalogue()) {
      all.add(by("group", "action_group"));
      all.add(modelsInUse());
    }
    return all;
  }

  private ReportQuery by(String what, String keys) {
    String title = "Usage by " + (what.equals("region") ? "Region" : what);
    if (what.equals("group")) {
      title = "Usage by group of actions";
    }
    return new ReportQuery(
            "usage_by_" + what,
            title,
            notes(),
            """
        SELECT %1$s,
        %2$s
        FROM {seen}%3$s
        GROUP BY %1$s
        ORDER BY %1$s"""
                .formatted(keys, figures(), comparesMonths() ? "" : " WHERE in_period"))
        .inMemory(memory -> inMemory().by(keys, memory));
  }

  private UsageTables inMemory() {
    return new UsageTables(options, comparesMonths());
  }

  private List<String> notes() {
    return comparesMonths()
        ? List.of(
            CallColumns.DISTINCT_COUNTS, "A row without calls was in use in the month before only.")
        : List.of(CallColumns.DISTINCT_COUNTS);
  }

  private boolean comparesMonths() {
    return options.isMonth() && hasMonthBefore;
  }

  private String figures() {
    if (comparesMonths()) {
      return CallColumns.OF_PERIOD + ",\n  sum(IF(in_period, 0, calls)) AS calls_before";
    }
    if (options.isMonth()) {
      return CallColumns.ALL + ",\n  CAST(NULL AS BIGINT) AS calls_before";
    }
    return CallColumns.ALL
        + options.months().stream()
            .map(
                month ->
                    ",\n  sum(IF(event_date %s, calls, 0)) AS `calls_%s`"
                        .formatted(SqlText.between(month.atDay(1), month.atEndOfMonth()), month))
            .collect(Collectors.joining());
  }

  /** Every day has a row, also a day without calls. */
  private ReportQuery byDay() {
    return new ReportQuery(
            "usage_by_day",
            "Usage by day",
            List.of(CallColumns.DISTINCT_COUNTS, "Days are UTC."),
            """
        SELECT date,
        %s
        FROM (SELECT explode(sequence(%s, %s)) AS date)
        LEFT JOIN {seen} ON event_date = date
        GROUP BY date
        ORDER BY date"""
                .formatted(
                    CallColumns.OF_PERIOD,
                    SqlText.day(options.firstDay()),
                    SqlText.day(options.lastDay())))
        .inMemory(memory -> inMemory().byDay(memory));
  }

  private static ReportQuery modelsInUse() {
    return new ReportQuery(
            "models_in_use",
            "Projects and models in use",
            List.of(
                "Counts successful calls that name a project.",
                "The version latest is what the caller wrote."),
            """
        SELECT account_id, region, project_name, model_version,
          sum(calls) AS calls,
          sum(IF(action = 'DetectAnomalies', calls, 0)) AS images_analysed,
          sum(IF(call_class = 'change', calls, 0)) AS change_calls,
          count(DISTINCT actor) AS actors,
          min(first_call) AS first_call, max(last_call) AS last_call
        FROM {seen}
        WHERE in_period AND outcome = 'success' AND project_name IS NOT NULL
        GROUP BY account_id, region, project_name, model_version
        ORDER BY account_id, region, project_name, model_version""")
        .inMemory(UsageTables::modelsInUse);
  }
}
