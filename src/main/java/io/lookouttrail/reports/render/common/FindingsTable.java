package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.List;
import java.util.stream.Collectors;

/** The findings of a report as a table, for CSV and workbooks. */
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

  /** The table {@code findings}, one row for each finding. */
  public static Table of(Report report) {
    return new Table(
        "findings",
        "Findings",
        report.findingNotes(),
        COLUMNS,
        Rows.of(report.findings().stream().map(FindingsTable::row).toList()),
        "");
  }

  private static List<Value> row(Finding finding) {
    return List.of(
        Value.identifier(finding.id()),
        Value.text(finding.severity().label()),
        Value.text(finding.rule()),
        Value.text(finding.status().label()),
        Value.text(String.join("; ", finding.controls())),
        finding.accountId().map(Value::identifier).orElse(Value.NOTHING),
        Value.text(finding.subject()),
        Value.whole(finding.count()),
        finding.firstSeen().map(Value::moment).orElse(Value.NOTHING),
        finding.lastSeen().map(Value::moment).orElse(Value.NOTHING),
        Value.text(explanation(finding)));
  }

  /** The explanation of a finding, followed by its acceptance if there is one. */
  public static String explanation(Finding finding) {
    return finding.explanation() + acceptance(finding);
  }

  /** Who accepted a finding and why, as a sentence after another; empty where nobody did. */
  public static String acceptance(Finding finding) {
    return finding.acceptance().stream()
        .map(
            acceptance ->
                " Accepted by "
                    + acceptance.approvedBy()
                    + acceptance.until().map(day -> " until " + day).orElse("")
                    + ": "
                    + acceptance.reason())
        .collect(Collectors.joining());
  }
}
