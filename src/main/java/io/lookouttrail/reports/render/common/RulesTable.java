package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of a report as a table: what each found, and which could not judge and why. It also has
 * the rules that found nothing.
 */
public final class RulesTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("rule", "Rule", Column.Type.TEXT),
          new Column("severity", "Severity", Column.Type.TEXT),
          new Column("title", "Looks for", Column.Type.TEXT),
          new Column("outcome", "Outcome", Column.Type.TEXT),
          new Column("findings", "Findings", Column.Type.WHOLE),
          new Column("new", "New", Column.Type.WHOLE),
          new Column("known", "Known", Column.Type.WHOLE),
          new Column("accepted", "Accepted", Column.Type.WHOLE),
          new Column("not_listed", "Not listed", Column.Type.WHOLE),
          new Column("gone", "Gone", Column.Type.WHOLE),
          new Column("past", "Past", Column.Type.WHOLE),
          new Column("found", "Found", Column.Type.TEXT),
          new Column("not_judged", "Not judged", Column.Type.TEXT),
          new Column("controls", "May support", Column.Type.TEXT));

  private RulesTable() {}

  /** The table {@code rules}, one row for each rule, in the order of the documentation. */
  public static Table of(Report report) {
    Map<String, Map<Finding.Status, Long>> counts = new HashMap<>();
    for (Finding finding : report.findings()) {
      counts
          .computeIfAbsent(finding.rule(), rule -> new EnumMap<>(Finding.Status.class))
          .merge(finding.status(), 1L, Long::sum);
    }
    return new Table(
        "rules",
        "All rules",
        List.of(),
        COLUMNS,
        Rows.of(
            report.rules().stream()
                .map(rule -> row(rule, counts.getOrDefault(rule.rule(), Map.of())))
                .toList()),
        "");
  }

  private static List<Value> row(RuleResult rule, Map<Finding.Status, Long> counts) {
    long listed =
        counts.entrySet().stream()
            .filter(entry -> entry.getKey().isPresent())
            .mapToLong(Map.Entry::getValue)
            .sum();
    return List.of(
        Value.text(rule.rule()),
        Value.text(rule.severity().label()),
        Value.text(rule.title()),
        Value.text(rule.outcome().label()),
        Value.whole(listed + rule.unlisted()),
        number(counts, Finding.Status.NEW),
        number(counts, Finding.Status.KNOWN),
        number(counts, Finding.Status.ACCEPTED),
        Value.whole(rule.unlisted()),
        number(counts, Finding.Status.GONE),
        number(counts, Finding.Status.PAST),
        text(rule.summary()),
        text(String.join(" ", rule.notes())),
        Value.text(String.join("; ", rule.controls())));
  }

  private static Value number(Map<Finding.Status, Long> counts, Finding.Status status) {
    return Value.whole(counts.getOrDefault(status, 0L));
  }

  private static Value text(String text) {
    return text.isEmpty() ? Value.NOTHING : Value.text(text);
  }
}
