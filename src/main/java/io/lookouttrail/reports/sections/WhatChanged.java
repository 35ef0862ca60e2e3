package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.findings.FindingResult;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Status;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The section that says what changed since the month before: new findings and those of the month
 * before that are gone or past, new actors and roles, and actors who stopped calling. It is made of
 * other parts of the report, without a query.
 *
 * @param monthBefore the month before the report's first
 * @param isInTables whether the tables hold that month
 * @param firstTime the table of what was seen for the first time
 * @param silent the table of actors who stopped calling
 */
record WhatChanged(
    YearMonth monthBefore,
    boolean isInTables,
    FindingResult result,
    Table firstTime,
    Table silent) {
  static final String TABLE = "what_changed";

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  private static final List<Column> COLUMNS =
      List.of(
          new Column("change", "Change", Column.Type.TEXT),
          new Column("subject", "Subject", Column.Type.TEXT),
          new Column("account_id", "Account", Column.Type.IDENTIFIER),
          new Column("number", "Findings or calls", Column.Type.WHOLE),
          new Column("seen", "First or last seen", Column.Type.MOMENT),
          new Column("rule", "Rule", Column.Type.TEXT));

  /** A status of findings and what the table calls it. */
  private record Change(Status status, String name) {}

  private static final List<Change> CHANGES =
      List.of(
          new Change(Status.NEW, "new finding"),
          new Change(Status.GONE, "finding gone"),
          new Change(Status.PAST, "finding past"));

  Section section() {
    return new Section(
        "changed",
        "What changed",
        notes(),
        List.of(),
        List.of(
            new Table(
                TABLE,
                "Changes since " + MONTH.format(monthBefore),
                List.of(
                    cutRules()
                        + "Findings are counted by rule. Actors and roles are new if the tables have no"
                        + " call of them before, and silent if they called in the %d months before"
                            .formatted(AccessQueries.MONTHS_BEFORE_SILENCE)
                        + " and no more."),
                COLUMNS,
                Rows.of(isInTables ? rows() : List.of()),
                "")));
  }

  /** A sentence that names the rules whose findings are not all in the list; empty without any. */
  private String cutRules() {
    String titles =
        result.rules().stream()
            .filter(rule -> rule.unlisted() > 0)
            .map(RuleResult::title)
            .collect(Collectors.joining("; "));
    return titles.isEmpty() ? "" : "Only the listed findings are counted of: " + titles + ". ";
  }

  private List<String> notes() {
    return isInTables
        ? List.of()
        : List.of(monthBefore + " is not in the tables, so there is nothing to compare with.");
  }

  private List<List<Value>> rows() {
    List<List<Value>> rows = new ArrayList<>();
    for (Change change : CHANGES) {
      result.rules().forEach(rule -> findings(change, rule).ifPresent(rows::add));
    }
    seen(rows, firstTime, "actor", "new actor");
    silent.rows().forEach(row -> rows.add(silentActor(row)));
    seen(rows, firstTime, "role", "new role");
    return rows;
  }

  /** A row with the number of a rule's findings of a status; empty if there is none. */
  private Optional<List<Value>> findings(Change change, RuleResult rule) {
    List<Finding> some =
        result.findings().stream()
            .filter(finding -> finding.rule().equals(rule.rule()))
            .filter(finding -> finding.status() == change.status())
            .toList();
    if (some.isEmpty()) {
      return Optional.empty();
    }
    List<Value> accounts =
        some.stream()
            .map(finding -> finding.accountId().map(Value::identifier).orElse(Value.NOTHING))
            .distinct()
            .toList();
    return Optional.of(
        List.of(
            Value.text(change.name()),
            Value.text(rule.title()),
            accounts.size() == 1 ? accounts.get(0) : Value.NOTHING,
            Value.whole(some.size()),
            some.stream()
                .flatMap(finding -> finding.lastSeen().stream())
                .max(Instant::compareTo)
                .map(Value::moment)
                .orElse(Value.NOTHING),
            Value.text(rule.rule())));
  }

  private static void seen(List<List<Value>> rows, Table firstTime, String kind, String change) {
    firstTime
        .rows()
        .forEach(
            row -> {
              if (cell(firstTime, "kind", row).equals(Value.text(kind))) {
                rows.add(
                    List.of(
                        Value.text(change),
                        cell(firstTime, "subject", row),
                        Value.NOTHING,
                        cell(firstTime, "calls", row),
                        cell(firstTime, "first_call", row),
                        Value.NOTHING));
              }
            });
  }

  private List<Value> silentActor(List<Value> row) {
    return List.of(
        Value.text("silent actor"),
        cell(silent, "actor", row),
        cell(silent, "account_id", row),
        cell(silent, "calls_ever", row),
        cell(silent, "last_call", row),
        Value.NOTHING);
  }

  private static Value cell(Table table, String column, List<Value> row) {
    for (int i = 0; i < row.size(); i++) {
      if (table.columns().get(i).name().equals(column)) {
        return row.get(i);
      }
    }
    throw new IllegalArgumentException("no column " + column + " in " + table.name());
  }
}
