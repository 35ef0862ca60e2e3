package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.policy.usage.CallTally;
import io.lookouttrail.reports.query.SqlText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables beside policies: each permission with its calls, each principal, each suggestion. */
final class PolicyTables {
  private final Policies policies;
  private final PolicyFileNames names;
  private final PolicyFormat format;

  PolicyTables(Policies policies, PolicyFileNames names, PolicyFormat format) {
    this.policies = policies;
    this.names = names;
    this.format = format;
  }

  /** A row for each permission, with the SQL that gives its figures. */
  Table permissions() {
    List<List<Value>> rows = new ArrayList<>();
    for (PrincipalPolicy policy : policies.policies()) {
      policy.permissions().forEach(permission -> rows.add(row(policy, permission)));
      policy.outside().forEach(outside -> rows.add(row(policy, outside)));
    }
    return table(
        "policy",
        "Permissions and their calls",
        List.of(
            text("principal"),
            text("policy"),
            text("statement"),
            text("action"),
            text("access_level"),
            text("resource"),
            whole("calls"),
            whole("denied"),
            moment("first_call"),
            moment("last_call"),
            text("event_id"),
            text("note"),
            text("sql")),
        rows);
  }

  private List<Value> row(PrincipalPolicy policy, UsedPermission permission) {
    Optional<PrincipalPolicy.Place> place = policy.place(permission);
    CallTally all = permission.all();
    List<String> notes = new ArrayList<>(permission.reasons());
    if (place.isEmpty()) {
      notes.add(permission.calls() == 0 ? "every call was denied" : "no policy is made");
    }
    return List.of(
        Value.text(policy.principal().arn()),
        Value.text(place.map(at -> format.fileName(names.of(policy.principal()), at.document()))),
        Value.text(place.map(PrincipalPolicy.Place::sid)),
        Value.text(permission.action().toString()),
        Value.text(permission.level()),
        Value.text(permission.resource()),
        Value.whole(permission.calls()),
        Value.whole(permission.deniedCalls()),
        Value.moment(all.firstCall()),
        Value.moment(all.lastCall()),
        Value.identifier(all.lastEventId()),
        Value.text(String.join("; ", notes)),
        Value.text(sql(policy, permission.condition())));
  }

  private List<Value> row(PrincipalPolicy policy, OutsidePolicy outside) {
    CallTally calls = outside.calls();
    return List.of(
        Value.text(policy.principal().arn()),
        Value.NOTHING,
        Value.NOTHING,
        Value.text(outside.eventName()),
        Value.NOTHING,
        Value.NOTHING,
        Value.whole(outside.used()),
        Value.whole(outside.denied()),
        Value.moment(calls.firstCall()),
        Value.moment(calls.lastCall()),
        Value.identifier(calls.lastEventId()),
        Value.text(outside.reason()),
        Value.text(sql(policy, outside.condition())));
  }

  /** The query that gives a row's figures, over the tables of the policies' versions. */
  private String sql(PrincipalPolicy policy, String condition) {
    PolicyPrincipal principal = policy.principal();
    String own =
        switch (principal.kind()) {
          case ROLE ->
              policy.arns().size() == 1
                  ? CalledResource.equal("role_arn", policy.arns().get(0))
                  : "role_arn IN (%s)"
                      .formatted(
                          policy.arns().stream()
                              .map(SqlText::text)
                              .collect(Collectors.joining(", ")));
          case USER ->
              "role_arn IS NULL AND credential_kind = 'iam_user' AND "
                  + CalledResource.equal("principal_arn", principal.arn());
        };
    return ("SELECT count_if(outcome = 'success') AS calls, count_if(outcome = 'denied') AS denied,"
            + " min(event_time) AS first_call, max(event_time) AS last_call,"
            + " max_by(event_id, struct(event_time, event_id)) AS event_id FROM events_current"
            + " WHERE outcome IN ('success', 'denied') AND %s AND %s AND %s")
        .formatted(policies.options().selection().condition(), own, condition);
  }

  /** A row for each role and user, and for callers without one. */
  Table principals() {
    List<List<Value>> rows = new ArrayList<>();
    for (PrincipalPolicy policy : policies.policies()) {
      PolicyPrincipal principal = policy.principal();
      rows.add(
          List.of(
              Value.text(principal.kind().label()),
              Value.text(principal.arn()),
              Value.identifier(principal.accountId()),
              Value.whole(policy.documents().size()),
              Value.whole(policy.statements()),
              Value.whole(
                  policy.permissions().stream().mapToLong(UsedPermission::deniedCalls).sum()),
              moment(policy.calls().map(CallTally::firstCall)),
              moment(policy.calls().map(CallTally::lastCall)),
              Value.text(String.join(" ", policy.notes()))));
    }
    for (Policies.OtherCallers other : policies.others()) {
      rows.add(
          List.of(
              Value.text(other.credentialKind()),
              Value.NOTHING,
              Value.identifier(other.accountId()),
              Value.whole(0),
              Value.whole(0),
              Value.NOTHING,
              Value.moment(other.calls().firstCall()),
              Value.moment(other.calls().lastCall()),
              Value.text("No policy is made: " + other.reason() + ".")));
    }
    return table(
        "principals",
        "Roles and users",
        List.of(
            text("kind"),
            text("principal"),
            text("account_id"),
            whole("policies"),
            whole("statements"),
            whole("denied"),
            moment("first_call"),
            moment("last_call"),
            text("notes")),
        rows);
  }

  /** A row for each permission in another service that calls point to. */
  Table suggestions() {
    List<List<Value>> rows = new ArrayList<>();
    for (PrincipalPolicy policy : policies.policies()) {
      for (Suggestion suggestion : policy.suggestions()) {
        rows.add(
            List.of(
                Value.text(policy.principal().arn()),
                Value.text(suggestion.action()),
                Value.text(suggestion.resource()),
                Value.text(suggestion.madeBy().label()),
                Value.text(suggestion.reason()),
                Value.whole(suggestion.calls().calls()),
                Value.moment(suggestion.calls().lastCall()),
                Value.identifier(suggestion.calls().lastEventId())));
      }
    }
    return table(
        "suggestions",
        "Permissions in other services",
        List.of(
            text("principal"),
            text("action"),
            text("resource"),
            text("made_by"),
            text("reason"),
            whole("calls"),
            moment("last_call"),
            text("event_id")),
        rows);
  }

  private static Table table(
      String name, String title, List<Column> columns, List<List<Value>> rows) {
    return new Table(name, title, List.of(), columns, Rows.of(rows), "");
  }

  private static Column text(String name) {
    return new Column(name, name, Column.Type.TEXT);
  }

  private static Column whole(String name) {
    return new Column(name, name, Column.Type.WHOLE);
  }

  private static Column moment(String name) {
    return new Column(name, name, Column.Type.MOMENT);
  }

  private static Value moment(Optional<Instant> at) {
    return at.map(Value::moment).orElse(Value.NOTHING);
  }
}
