package io.lookouttrail.reports.grants;

import io.lookouttrail.grants.ActionCalls;
import io.lookouttrail.grants.ActionUse;
import io.lookouttrail.grants.GrantState;
import io.lookouttrail.grants.GrantedUse;
import io.lookouttrail.grants.IamIdentity;
import io.lookouttrail.grants.IdentityUse;
import io.lookouttrail.grants.UnknownPrincipal;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The table of grants and calls by principal: a row for each that has access or called.
 *
 * @param hasLevels whether the access levels of the actions are known
 */
record PrincipalTable(GrantedUse use, boolean hasLevels) {

  Table table() {
    List<List<Value>> rows = new ArrayList<>();
    use.identities().stream()
        .filter(PrincipalTable::isOfInterest)
        .forEach(identity -> rows.add(row(identity)));
    use.unknown().forEach(principal -> rows.add(row(principal)));
    return new Table(
        "granted_by_principal",
        "Granted and used, by principal",
        List.of(
            "A row for each user, group or role that has access or called. Those with access and"
                + " no call come first.",
            "iam_last_used is what IAM tracks for all services, for up to 400 days."),
        columns(),
        Rows.of(rows),
        "");
  }

  /** Whether it has access, may have access, or made a call. */
  static boolean isOfInterest(IdentityUse identity) {
    return identity.actions().stream()
        .anyMatch(
            action ->
                action.grant().isGranted()
                    || action.grant().state() == GrantState.UNKNOWN
                    || action.calls().calls() > 0
                    || action.calls().denied() > 0);
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(GrantTables.column("principal_type", Column.Type.TEXT));
    columns.add(GrantTables.column("principal_arn", Column.Type.TEXT));
    columns.add(GrantTables.column("account_id", Column.Type.IDENTIFIER));
    columns.add(GrantTables.column("granted_actions", Column.Type.WHOLE));
    columns.add(GrantTables.column("unused_actions", Column.Type.WHOLE));
    if (hasLevels) {
      for (AccessKind kind : AccessKind.values()) {
        columns.add(GrantTables.column("granted_" + kind.label(), Column.Type.WHOLE));
        columns.add(GrantTables.column("unused_" + kind.label(), Column.Type.WHOLE));
      }
    }
    columns.add(GrantTables.column("calls", Column.Type.WHOLE));
    columns.add(GrantTables.column("denied", Column.Type.WHOLE));
    columns.add(GrantTables.column("last_call", Column.Type.MOMENT));
    columns.add(GrantTables.column("created", Column.Type.MOMENT));
    columns.add(GrantTables.column("iam_last_used", Column.Type.MOMENT));
    columns.add(GrantTables.column("note", Column.Type.TEXT));
    return columns;
  }

  private List<Value> row(IdentityUse use) {
    IamIdentity identity = use.identity();
    List<Value> cells = new ArrayList<>();
    cells.add(Value.text(identity.type().label()));
    cells.add(Value.text(identity.arn()));
    cells.add(Value.identifier(identity.accountId()));
    addCounts(cells, use, action -> true);
    if (hasLevels) {
      for (AccessKind kind : AccessKind.values()) {
        addCounts(cells, use, action -> AccessKind.of(action.action()).equals(Optional.of(kind)));
      }
    }
    addCalls(cells, use.actions().stream().map(ActionUse::calls).toList());
    cells.add(GrantTables.moment(identity.created()));
    cells.add(GrantTables.moment(identity.lastUsed()));
    cells.add(use.notes().isEmpty() ? Value.NOTHING : Value.text(String.join(" ", use.notes())));
    return cells;
  }

  private static void addCounts(
      List<Value> cells, IdentityUse use, Predicate<ActionUse> condition) {
    cells.add(Value.whole(granted(use, condition).count()));
    cells.add(Value.whole(granted(use, condition).filter(ActionUse::isUnused).count()));
  }

  private static Stream<ActionUse> granted(IdentityUse use, Predicate<ActionUse> condition) {
    return use.actions().stream().filter(condition).filter(one -> one.grant().isGranted());
  }

  private static void addCalls(List<Value> cells, List<ActionCalls> calls) {
    Optional<Instant> last =
        calls.stream().flatMap(one -> one.lastCall().stream()).max(Comparator.naturalOrder());
    cells.add(Value.whole(calls.stream().mapToLong(ActionCalls::calls).sum()));
    cells.add(Value.whole(calls.stream().mapToLong(ActionCalls::denied).sum()));
    cells.add(GrantTables.moment(last));
  }

  private List<Value> row(UnknownPrincipal principal) {
    List<Value> cells = new ArrayList<>();
    cells.add(Value.text(principal.type().label()));
    cells.add(Value.text(principal.arn()));
    cells.add(Value.identifier(principal.accountId()));
    int counts = 2 + (hasLevels ? 2 * AccessKind.values().length : 0);
    for (int i = 0; i < counts; i++) {
      cells.add(Value.NOTHING);
    }
    addCalls(cells, principal.actions());
    cells.add(Value.NOTHING);
    cells.add(Value.NOTHING);
    cells.add(Value.text(principal.note()));
    return cells;
  }
}
