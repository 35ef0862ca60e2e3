package io.lookouttrail.reports.grants;

import io.lookouttrail.grants.ActionCalls;
import io.lookouttrail.grants.ActionUse;
import io.lookouttrail.grants.Grant;
import io.lookouttrail.grants.GrantState;
import io.lookouttrail.grants.GrantedUse;
import io.lookouttrail.grants.IamIdentity;
import io.lookouttrail.grants.IdentityUse;
import io.lookouttrail.grants.LogSpan;
import io.lookouttrail.grants.UnknownPrincipal;
import io.lookouttrail.grants.UseState;
import io.lookouttrail.identity.AccessLevel;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.ModelCells;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of grants and calls by principal and action. */
record GrantTables(GrantedUse use) {
  private static final String UNKNOWN = GrantState.UNKNOWN.label();

  private static final List<Column> COLUMNS =
      List.of(
          column("principal_type", Column.Type.TEXT),
          column("principal_arn", Column.Type.TEXT),
          column("account_id", Column.Type.IDENTIFIER),
          column("action", Column.Type.TEXT),
          column("access_level", Column.Type.TEXT),
          column("granted", Column.Type.TEXT),
          column("used", Column.Type.TEXT),
          column("resources", Column.Type.TEXT),
          column("exceptions", Column.Type.TEXT),
          column("granted_by", Column.Type.TEXT),
          column("conditions", Column.Type.TEXT),
          column("calls", Column.Type.WHOLE),
          column("denied", Column.Type.WHOLE),
          column("last_call", Column.Type.MOMENT),
          column("unused_days", Column.Type.WHOLE),
          column("note", Column.Type.TEXT));

  static Column column(String name, Column.Type type) {
    return new Column(name, ModelCells.label(name), type);
  }

  Table table() {
    List<List<Value>> rows = new ArrayList<>();
    for (IdentityUse identity : use.identities()) {
      identity.actions().stream()
          .filter(action -> action.state() != UseState.NEITHER)
          .forEach(action -> rows.add(row(identity, action)));
    }
    use.unknown().forEach(principal -> rows.addAll(rows(principal)));
    return new Table(
        "granted_unused",
        "Granted and used, by action",
        List.of(
            "A row for each action that a principal may call or called. Those with access and"
                + " no call come first.",
            "Resources and conditions are as the policies have them; conditions are not"
                + " evaluated."),
        COLUMNS,
        Rows.of(rows),
        "");
  }

  private static List<Value> row(IdentityUse principal, ActionUse use) {
    IamIdentity identity = principal.identity();
    Grant grant = use.grant();
    return List.of(
        Value.text(identity.type().label()),
        Value.text(identity.arn()),
        Value.identifier(identity.accountId()),
        Value.text(use.action().action().name()),
        Value.text(use.action().accessLevel().map(AccessLevel::label)),
        Value.text(grant.state().label()),
        Value.text(use.state().label()),
        list(grant.resources()),
        list(grant.exceptions()),
        list(grant.grantedBy()),
        list(grant.conditions()),
        Value.whole(use.calls().calls()),
        Value.whole(use.calls().denied()),
        moment(use.lastCall()),
        grant.isGranted() ? unusedDays(principal, use) : Value.NOTHING,
        list(notes(principal, use)));
  }

  private static Value list(List<String> texts) {
    return texts.isEmpty() ? Value.NOTHING : Value.text(String.join("; ", texts));
  }

  private static List<String> notes(IdentityUse principal, ActionUse use) {
    List<String> notes = new ArrayList<>();
    switch (use.state()) {
      case UNUSED -> notes.add(unused(principal));
      case USED -> {
        if (use.calls().denied() > 0 && use.grant().isGranted()) {
          notes.add(FindingText.count(use.calls().denied(), "call") + " denied though granted");
        }
      }
      case DENIED_THOUGH_GRANTED ->
          notes.add("every call was denied, by a condition or by a policy that is not in the file");
      case USED_NOT_GRANTED -> notes.add("no policy in the file grants it any more");
      case DENIED_NOT_GRANTED, NEITHER -> {}
    }
    notes.addAll(use.grant().reasons());
    return notes;
  }

  /** Whole days up to the end of the logs: since the last call, else since one could be seen. */
  private static Value unusedDays(IdentityUse principal, ActionUse use) {
    return principal
        .logs()
        .flatMap(logs -> use.lastCall().or(principal::visibleFrom).map(logs::daysSince))
        .map(Value::whole)
        .orElse(Value.NOTHING);
  }

  /** The words {@code unused in 26 months of logs}. */
  private static String unused(IdentityUse principal) {
    if (principal.logs().isEmpty()) {
      return "no log file of this account";
    }
    LogSpan logs = principal.logs().get();
    return principal
        .visibleFrom()
        .filter(logs.begin()::isBefore)
        .map(at -> "unused since it was created on " + LocalDate.ofInstant(at, ZoneOffset.UTC))
        .orElseGet(() -> "unused in " + logs.inWords() + " of logs");
  }

  private static List<List<Value>> rows(UnknownPrincipal principal) {
    return principal.actions().stream().map(calls -> row(principal, calls)).toList();
  }

  private static List<Value> row(UnknownPrincipal principal, ActionCalls calls) {
    UseState state = calls.calls() > 0 ? UseState.USED_NOT_GRANTED : UseState.DENIED_NOT_GRANTED;
    return List.of(
        Value.text(principal.type().label()),
        Value.text(principal.arn()),
        Value.identifier(principal.accountId()),
        Value.text(calls.action().name()),
        Value.NOTHING,
        Value.text(principal.hasFile() ? GrantState.NOT_GRANTED.label() : UNKNOWN),
        Value.text(principal.hasFile() ? state.label() : UNKNOWN),
        Value.NOTHING,
        Value.NOTHING,
        Value.NOTHING,
        Value.NOTHING,
        Value.whole(calls.calls()),
        Value.whole(calls.denied()),
        moment(calls.lastCall()),
        Value.NOTHING,
        Value.text(principal.note()));
  }

  static Value moment(Optional<Instant> time) {
    return time.map(Value::moment).orElse(Value.NOTHING);
  }
}
