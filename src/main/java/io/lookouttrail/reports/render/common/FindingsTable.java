package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.List;
import java.util.stream.Collectors;

/** The findings as a table, for the formats that are tables. */
public final class FindingsTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("finding_id", "Finding", Column.Type.IDENTIFIER),
          new Column("severity", "Severity", Column.Type.TEXT),
          new Column("rule", "Rule", Column.Type.TEXT),
          new Column("status", "Status", Column.Type.TEXT),
          new Column("controls", "May support", Column.Type.TEXT),
          new Column("account_id", "Account", Column.Type.IDENTIFIER),
          new Column("subject", "Subject", Column.Type.TEXT),
          new Column("count", "Count", Column.Type.WHOLE),
          new Column("first_seen", "First seen", Column.Type.MOMENT),
          new Column("last_seen", "Last seen", Column.Type.MOMENT),
          new Column("explanation", "Explanation", Column.Type.TEXT));

  private FindingsTable() {}

  public static Table of(Report report) {
    return new Table(
        "findings",
        "Findings",
        report.findingNotes(),
        COLUMNS,
        Rows.of(report.findings().stream().map(FindingsTable::row).toList()),
        "");
  }

  private static List<Value> row(Finding it) {
    return List.of(
        Value.identifier(it.id()),
        Value.text(it.severity().label()),
        Value.text(it.rule()),
        Value.text(it.status().label()),
        Value.text(String.join("; ", it.controls())),
        it.accountId().map(Value::identifier).orElse(Value.NOTHING),
        Value.text(it.subject()),
        Value.whole(it.count()),
        it.firstSeen().map(Value::moment).orElse(Value.NOTHING),
        it.lastSeen().map(Value::moment).orElse(Value.NOTHING),
        Value.text(explanation(it)));
  }

  /** What was found and, where somebody accepted it, their word. */
  public static String explanation(Finding it) {
    return it.explanation()
        + it.acceptance().stream()
            .map(
                word ->
                    " Accepted by "
                        + word.approvedBy()
                        + word.until().map(day -> " until " + day).orElse("")
                        + ": "
                        + word.reason())
            .collect(Collectors.joining());
  }
}
