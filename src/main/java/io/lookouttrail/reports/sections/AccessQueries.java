package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportQuery;
import io.lookouttrail.reports.query.SqlText;
import java.time.LocalDate;
import java.util.List;

/** Queries of the section on access: who called, with which identity, and from where. */
record AccessQueries(ReportOptions options) {
  /** An actor who called in this many months before the period, but not in it, fell silent. */
  static final int MONTHS_BEFORE_SILENCE = 3;

  /**
   * Returns the notes of the section.
   *
   * @param monthsBefore the number of months before the period that the tables hold
   */
  List<String> notes(long monthsBefore) {
    return List.of(
        options.authorization().isEmpty()
            ? "This section shows who used access, not who has it: CloudTrail records no access"
                + " that nobody used."
            : "This section shows who used access. Who has it, used or not, is in the section"
                + " Granted and used.",
        CallColumns.DISTINCT_COUNTS,
        monthsBefore == 0
            ? "The tables hold no month before this period: everything in it counts as new, and"
                + " nobody can have stopped calling."
            : "What is new, and who stopped calling, is found by comparison with the earlier months"
                + " in the tables: "
                + monthsBefore
                + ".");
  }

  /** Returns the tables of the section, except for the access review. */
  List<ReportQuery> all() {
    return List.of(
        by("access_by_actor", "Actors", "actor, actor_kind, credential_kind, account_id, role_arn"),
        byRole(),
        by("access_by_source_ip", "Source addresses", "source_ip"),
        rolePeople(),
        roleActions(),
        identityKinds(),
        clients(),
        services(),
        crossAccount(),
        denied(),
        firstTime(),
        fellSilent());
  }

  private static ReportQuery by(String name, String title, String keys) {
    return new ReportQuery(
            name,
            title,
            List.of(
                CallColumns.DISTINCT_COUNTS,
                "Calls without MFA are those of root, IAM users and sessions that they assumed. For"
                    + " other identities the identity provider decides, and CloudTrail does not"
                    + " record it."),
            """
        SELECT %1$s,
        %2$s,
        %3$s
        FROM {seen}
        WHERE in_period
        GROUP BY %1$s
        ORDER BY %1$s"""
                .formatted(keys, CallColumns.ALL, CallColumns.OF_ACCESS))
        .inMemory(memory -> AccessTables.by(keys, memory));
  }

  private static ReportQuery byRole() {
    String keys = "role_arn, account_id";
    ReportQuery query = by("access_by_role", "Roles", keys);
    return new ReportQuery(
            query.name(),
            query.title(),
            query.notes(),
            query.shown().replace("WHERE in_period", "WHERE in_period AND role_arn IS NOT NULL"))
        .inMemory(memory -> AccessTables.byRole(keys, memory));
  }

  private static ReportQuery rolePeople() {
    return new ReportQuery(
            "role_people",
            "Actors behind role sessions",
            """
        SELECT role_arn, account_id, actor, actor_kind, max(permission_set) AS permission_set,
          count(DISTINCT session) AS sessions,
          sum(calls) AS calls,
          sum(IF(call_class = 'change', calls, 0)) AS change_calls,
          min(first_call) AS first_call, max(last_call) AS last_call
        FROM {seen}
        WHERE in_period AND role_arn IS NOT NULL
        GROUP BY role_arn, account_id, actor, actor_kind
        ORDER BY role_arn, account_id, actor, actor_kind""")
        .inMemory(AccessTables::rolePeople);
  }

  private static ReportQuery roleActions() {
    return new ReportQuery(
            "role_actions",
            "Actions by role",
            """
        SELECT role_arn, action, resource_arn,
          sum(calls) AS calls,
          sum(IF(outcome = 'denied', calls, 0)) AS denied,
          max(last_call) AS last_call
        FROM {seen}
        WHERE in_period AND role_arn IS NOT NULL
        GROUP BY role_arn, action, resource_arn
        ORDER BY role_arn, action, resource_arn""")
        .inMemory(AccessTables::roleActions);
  }

  private static ReportQuery identityKinds() {
    return new ReportQuery(
            "identity_kinds",
            "Kinds of identity and credentials",
            List.of(
                "MFA is known only for root, IAM users and sessions that they assumed. For other"
                    + " identities the identity provider decides, and CloudTrail does not record it."),
            """
        SELECT actor_kind, identity_type, credential_kind, temporary_credentials,
          sum(calls) AS calls,
          sum(IF(mfa_authenticated, calls, 0)) AS calls_with_mfa,
          sum(IF(NOT mfa_authenticated, calls, 0)) AS calls_without_mfa,
          sum(IF(mfa_authenticated IS NULL, calls, 0)) AS mfa_not_judged,
          count(DISTINCT actor) AS actors,
          max(last_call) AS last_call
        FROM {seen}
        WHERE in_period
        GROUP BY actor_kind, identity_type, credential_kind, temporary_credentials
        ORDER BY actor_kind, identity_type, credential_kind, temporary_credentials""")
        .inMemory(AccessTables::identityKinds);
  }

  private static ReportQuery clients() {
    return new ReportQuery(
            "usage_by_client",
            "Calls by client",
            """
        SELECT client, actor_kind,
          sum(calls) AS calls,
          sum(IF(call_class = 'change', calls, 0)) AS change_calls,
          sum(IF(outcome = 'denied', calls, 0)) AS denied,
          count(DISTINCT actor) AS actors,
          max(last_call) AS last_call
        FROM {seen}
        WHERE in_period
        GROUP BY client, actor_kind
        ORDER BY client, actor_kind""")
        .inMemory(AccessTables::clients);
  }

  private static ReportQuery services() {
    return new ReportQuery(
            "services",
            "Calls through AWS services",
            List.of("The service called by itself, or on behalf of the actor."),
            """
        SELECT coalesce(invoked_by, actor) AS service, actor, actor_kind, account_id,
          sum(calls) AS calls,
          sum(IF(call_class = 'change', calls, 0)) AS change_calls,
          sum(IF(outcome = 'denied', calls, 0)) AS denied,
          max(last_call) AS last_call
        FROM {seen}
        WHERE in_period AND (actor_kind = 'aws_service'
          OR (invoked_by IS NOT NULL AND invoked_by <> 'signin.amazonaws.com'))
        GROUP BY coalesce(invoked_by, actor), actor, actor_kind, account_id
        ORDER BY service, actor, actor_kind, account_id""")
        .inMemory(AccessTables::services);
  }

  private static ReportQuery crossAccount() {
    return new ReportQuery(
            "cross_account",
            "Calls from other accounts",
            """
        SELECT caller_account_id, account_id, actor, actor_kind, role_arn,
          sum(calls) AS calls,
          sum(IF(call_class = 'change', calls, 0)) AS change_calls,
          sum(IF(outcome = 'denied', calls, 0)) AS denied,
          min(first_call) AS first_call, max(last_call) AS last_call
        FROM {seen}
        WHERE in_period AND cross_account
        GROUP BY caller_account_id, account_id, actor, actor_kind, role_arn
        ORDER BY caller_account_id, account_id, actor, actor_kind, role_arn""")
        .inMemory(AccessTables::crossAccount);
  }

  private static ReportQuery denied() {
    return new ReportQuery(
            "denied_to",
            "Denied calls by actor",
            """
        SELECT actor, actor_kind, account_id, role_arn, action, resource_arn,
          sum(calls) AS denied,
          min(first_call) AS first_denied, max(last_call) AS last_denied
        FROM {seen}
        WHERE in_period AND outcome = 'denied'
        GROUP BY actor, actor_kind, account_id, role_arn, action, resource_arn
        ORDER BY actor, actor_kind, account_id, role_arn, action, resource_arn""")
        .inMemory(AccessTables::denied);
  }

  private static ReportQuery firstTime() {
    return new ReportQuery(
            "first_time",
            "Seen for the first time",
            List.of("Compared with all calls before the period that the tables hold."),
            """
        WITH calls_ever AS (
          SELECT account_id, region, actor, role_arn, source_ip, action, calls, first_call, true AS now
          FROM {seen} WHERE in_period
          UNION ALL
          SELECT account_id, region, actor, role_arn, source_ip, action, calls, first_call, false
          FROM {history}),
        things AS (
          SELECT stack(5,
              'action', actor || ' ' || action,
              'actor', actor,
              'region', account_id || ' ' || region,
              'role', role_arn,
              'source_ip', source_ip) AS (kind, subject),
            calls, first_call, now
          FROM calls_ever)
        SELECT kind, subject, sum(calls) AS calls, min(first_call) AS first_call
        FROM things
        WHERE subject IS NOT NULL
        GROUP BY kind, subject
        HAVING bool_and(now)
        ORDER BY kind, subject""")
        .inMemory(NewAndSilent::firstTime);
  }

  private ReportQuery fellSilent() {
    return new ReportQuery(
            "fell_silent",
            "Actors who stopped calling",
            List.of(
                "Seen in the %d months before the period, but not in it."
                    .formatted(MONTHS_BEFORE_SILENCE)),
            """
        SELECT actor, actor_kind, account_id,
          sum(calls) AS calls_ever, max(last_call) AS last_call
        FROM {history}
        LEFT ANTI JOIN
          (SELECT actor AS seen_actor, account_id AS seen_account FROM {seen} WHERE in_period)
          ON seen_actor <=> actor AND seen_account = account_id
        GROUP BY actor, actor_kind, account_id
        HAVING max(last_call) >= %s
        ORDER BY actor, actor_kind, account_id"""
                .formatted(SqlText.midnight(silentSince())))
        .inMemory(memory -> NewAndSilent.fellSilent(memory, silentSince()));
  }

  private LocalDate silentSince() {
    return options.firstDay().minusMonths(MONTHS_BEFORE_SILENCE);
  }

  /** One row holds all accounts of an actor and role, because a reviewer decides on them once. */
  ReportQuery review() {
    return new ReportQuery(
            "access_review",
            "Access review",
            List.of(
                "A form to fill in: one row per actor and role that used access.",
                options.authorization().isEmpty()
                    ? "Access that nobody used is not in CloudTrail, so it is not listed here."
                    : "Access that nobody used is not listed here, but in granted_by_principal."),
            """
        SELECT actor, actor_kind, role_arn,
          array_join(array_sort(collect_set(account_id)), ' ') AS accounts,
          max(last_call) AS last_used,
          sum(calls) AS calls,
          sum(IF(call_class = 'change', calls, 0)) AS change_calls,
          CAST(NULL AS BIGINT) AS granted_actions,
          CAST(NULL AS BIGINT) AS unused_actions,
          CAST(NULL AS STRING) AS decision,
          CAST(NULL AS STRING) AS reviewer,
          CAST(NULL AS DATE) AS reviewed_on,
          CAST(NULL AS STRING) AS ticket,
          CAST(NULL AS STRING) AS comment
        FROM {seen}
        WHERE in_period
        GROUP BY actor, actor_kind, role_arn
        ORDER BY actor, actor_kind, role_arn""")
        .inMemory(AccessTables::review);
  }
}
