package io.lookouttrail.reports.grants;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.DigestCheck;
import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.memory.PastCalls;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.SqlText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query of the calls by roles and IAM users since the tables begin, up to the report's last
 * day.
 *
 * <p>What the report runs has, beside the rows of the shown query, a row for each account whose
 * digests have a gap in the months without a use that make a finding. Both need one pass.
 */
record UsedQuery(ReportOptions options) {
  static final String CALLS = "calls";
  static final String GAP = "gap";

  /** The ARN of the role, or of the IAM user without its path. */
  private static final String PRINCIPAL =
      """
      CASE WHEN role_arn IS NOT NULL THEN role_arn
          WHEN credential_kind = 'iam_user' THEN 'arn:' || CASE
              WHEN region LIKE 'cn-%' THEN 'aws-cn'
              WHEN region LIKE 'us-gov-%' THEN 'aws-us-gov'
              WHEN region LIKE 'eusc-%' THEN 'aws-eusc'
              ELSE 'aws' END || ':iam::' || account_id || ':user/' || actor END""";

  private static final String CALLS_EVER =
      """
      WITH calls_ever AS (
        SELECT %1$s AS principal_arn,
          action, outcome <=> 'denied' AS denied, true AS in_period, calls, first_call, last_call
        FROM {seen} WHERE in_period
        UNION ALL
        SELECT %1$s,
          action, outcome <=> 'denied', false, calls, first_call, last_call
        FROM {history})
      """
          .formatted(PRINCIPAL);

  private static final String SUMS =
      """
      principal_arn, action, denied, in_period,
        sum(calls) AS calls, min(first_call) AS first_call, max(last_call) AS last_call
      FROM calls_ever
      WHERE principal_arn IS NOT NULL
      GROUP BY principal_arn, action, denied, in_period""";

  /** The query that the report shows. */
  static String shown() {
    return CALLS_EVER + "SELECT " + SUMS + "\nORDER BY principal_arn, action, denied, in_period";
  }

  /** The query that Spark runs; its rows have no order. */
  String executed() {
    return CALLS_EVER
        + "SELECT '%s' AS kind, %s".formatted(CALLS, SUMS)
        + gaps(options.lastDay(), true)
        + gaps(options.firstDay().minusDays(1), false);
  }

  private String gaps(LocalDate lastDay, boolean inPeriod) {
    return """

    UNION ALL
    SELECT '%s', account_id, '', false, %s, count(*), min(start_time), max(end_time)
    FROM {states}
    WHERE ((state = 'gap' AND NOT (severity <=> 'low')) OR (kind = 'log' AND state = 'missing'))
      AND start_time < %s AND end_time > %s AND account_id IS NOT NULL
    GROUP BY account_id"""
        .formatted(
            GAP,
            inPeriod,
            SqlText.midnight(lastDay.plusDays(1)),
            SqlText.midnight(firstDay(lastDay)));
  }

  /** The first day of the months without a use that make a finding. */
  private LocalDate firstDay(LocalDate lastDay) {
    return lastDay.plusDays(1).minusMonths(options.thresholds().unusedMonths());
  }

  /** A row before it is added up. */
  private record Part(
      String kind,
      String principalArn,
      String action,
      boolean denied,
      boolean inPeriod,
      long calls,
      Instant first,
      Instant last) {}

  /** The rows of {@link #executed} as plain code. */
  ResultRows inMemory(ReportMemory memory) {
    List<Part> parts = new ArrayList<>();
    memory.callsInPeriod().forEach(call -> add(parts, call));
    memory.currentHistory().forEach(call -> add(parts, call));
    for (DigestCheck check : memory.checks()) {
      addGap(parts, check, options.lastDay(), true);
      addGap(parts, check, options.firstDay().minusDays(1), false);
    }
    return new Grouping<Part>()
        .key("kind", Column.Type.TEXT, Part::kind)
        .key("principal_arn", Column.Type.TEXT, Part::principalArn)
        .key("action", Column.Type.TEXT, Part::action)
        .key("denied", Column.Type.FLAG, Part::denied)
        .key("in_period", Column.Type.FLAG, Part::inPeriod)
        .sum("calls", Part::calls)
        .figure("first_call", Column.Type.MOMENT, Figure.min(Part::first))
        .figure("last_call", Column.Type.MOMENT, Figure.max(Part::last))
        .of(parts);
  }

  private static void add(List<Part> parts, CallCount call) {
    String principal =
        principal(
            call.roleArn(), call.credentialKind(), call.region(), call.accountId(), call.actor());
    if (principal != null) {
      boolean denied = call.hasOutcome("denied");
      parts.add(
          new Part(
              CALLS,
              principal,
              call.action(),
              denied,
              true,
              call.calls(),
              call.firstCall(),
              call.lastCall()));
    }
  }

  private static void add(List<Part> parts, PastCalls call) {
    String principal =
        principal(
            call.roleArn(), call.credentialKind(), call.region(), call.accountId(), call.actor());
    if (principal != null) {
      boolean denied = "denied".equals(call.outcome());
      parts.add(
          new Part(
              CALLS,
              principal,
              call.action(),
              denied,
              false,
              call.calls(),
              call.firstCall(),
              call.lastCall()));
    }
  }

  private static @Nullable String principal(
      @Nullable String roleArn,
      @Nullable String credentialKind,
      @Nullable String region,
      String accountId,
      @Nullable String actor) {
    if (roleArn != null) {
      return roleArn;
    }
    return "iam_user".equals(credentialKind) && actor != null
        ? "arn:" + partition(region) + ":iam::" + accountId + ":user/" + actor
        : null;
  }

  private static String partition(@Nullable String region) {
    if (region == null) {
      return "aws";
    }
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-")
            ? "aws-us-gov"
            : region.startsWith("eusc-") ? "aws-eusc" : "aws";
  }

  private void addGap(List<Part> parts, DigestCheck check, LocalDate lastDay, boolean inPeriod) {
    boolean isGap =
        (check.hasState("gap") && !check.hasSeverity("low"))
            || (check.isLog() && check.hasState("missing"));
    String account = check.accountId();
    Instant from = check.startTime();
    Instant to = check.endTime();
    if (isGap
        && account != null
        && from != null
        && to != null
        && from.isBefore(midnight(lastDay.plusDays(1)))
        && to.isAfter(midnight(firstDay(lastDay)))) {
      parts.add(new Part(GAP, account, "", false, inPeriod, 1, from, to));
    }
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
