package io.lookouttrail.reports.grants;

import io.lookouttrail.grants.UsedAction;
import io.lookouttrail.identity.IamAction;
import io.lookouttrail.reports.memory.CellOrder;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The calls of roles and IAM users since the tables begin, as the query gave them.
 *
 * @param rows by principal, action, denied and in_period
 * @param gaps accounts whose digests have a gap in the months up to the report's last
 * @param gapsBefore accounts whose digests have a gap in the months up to the one before the report
 * @param sql the query that a reader can run
 */
record UsedCalls(
    String eventSource,
    List<NamedRow> rows,
    SortedSet<String> gaps,
    SortedSet<String> gapsBefore,
    String sql) {
  private static final Comparator<NamedRow> ORDER =
      Comparator.<NamedRow, String>comparing(row -> text(row, "principal_arn"), CellOrder.TEXT)
          .thenComparing(row -> text(row, "action"), CellOrder.TEXT)
          .thenComparing(row -> row.flag("denied"))
          .thenComparing(row -> row.flag("in_period"));

  UsedCalls {
    rows = rows.stream().sorted(ORDER).toList();
    gaps = new TreeSet<>(gaps);
    gapsBefore = new TreeSet<>(gapsBefore);
  }

  static UsedCalls read(QueryRunner runner, ReportOptions options) {
    UsedQuery query = new UsedQuery(options);
    List<NamedRow> calls = new ArrayList<>();
    SortedSet<String> gaps = new TreeSet<>();
    SortedSet<String> gapsBefore = new TreeSet<>();
    for (NamedRow row :
        runner.rows("Report: calls by principal", query.executed(), query::inMemory)) {
      if (text(row, "kind").equals(UsedQuery.CALLS)) {
        calls.add(row);
      } else {
        (row.flag("in_period") ? gaps : gapsBefore).add(text(row, "principal_arn"));
      }
    }
    return new UsedCalls(
        options.eventSource(), calls, gaps, gapsBefore, runner.pasteable(UsedQuery.shown()));
  }

  private static String text(NamedRow row, String column) {
    return row.text(column).orElse("");
  }

  private Optional<IamAction> action(NamedRow row) {
    return IamAction.of(eventSource, text(row, "action"), Optional.empty());
  }

  /** The calls up to the report's last day. */
  List<UsedAction> all() {
    return rows.stream().flatMap(row -> used(row).stream()).toList();
  }

  /** The calls before the report's first day. */
  List<UsedAction> before() {
    return rows.stream()
        .filter(row -> !row.flag("in_period"))
        .flatMap(row -> used(row).stream())
        .toList();
  }

  private Optional<UsedAction> used(NamedRow row) {
    return action(row)
        .map(
            action ->
                new UsedAction(
                    text(row, "principal_arn"),
                    action,
                    row.flag("denied"),
                    row.whole("calls"),
                    row.timestamp("first_call").orElseThrow(),
                    row.timestamp("last_call").orElseThrow()));
  }

  /** The actions that anyone called. */
  SortedSet<IamAction> actions() {
    NavigableSet<IamAction> actions = new TreeSet<>();
    rows.forEach(row -> action(row).ifPresent(actions::add));
    return actions;
  }

  /** The names of called events that are no known action of IAM. */
  SortedSet<String> unknownEvents() {
    SortedSet<String> events = new TreeSet<>();
    rows.stream()
        .filter(row -> action(row).isEmpty())
        .forEach(row -> events.add(text(row, "action")));
    return events;
  }

  Table table() {
    return new Table(
        "used_by_principal",
        "Calls by principal",
        List.of(
            "The calls of roles and IAM users since the tables begin. Root, AWS services and other"
                + " identities have no policy in the authorization details."),
        List.of(
            GrantTables.column("principal_arn", Column.Type.TEXT),
            GrantTables.column("action", Column.Type.TEXT),
            GrantTables.column("denied", Column.Type.FLAG),
            GrantTables.column("in_period", Column.Type.FLAG),
            GrantTables.column("calls", Column.Type.WHOLE),
            GrantTables.column("first_call", Column.Type.MOMENT),
            GrantTables.column("last_call", Column.Type.MOMENT)),
        Rows.of(rows.stream().map(UsedCalls::cells).toList()),
        sql);
  }

  private static List<Value> cells(NamedRow row) {
    return List.of(
        Value.text(text(row, "principal_arn")),
        Value.text(text(row, "action")),
        Value.flag(row.flag("denied")),
        Value.flag(row.flag("in_period")),
        Value.whole(row.whole("calls")),
        Value.moment(row.timestamp("first_call").orElseThrow()),
        Value.moment(row.timestamp("last_call").orElseThrow()));
  }
}
