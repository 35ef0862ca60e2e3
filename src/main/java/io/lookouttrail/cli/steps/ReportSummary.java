package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.terminal.DisplayWidth;
import io.lookouttrail.cli.terminal.NumberFormats;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.run.Period;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The main figures and findings of a report, in a few lines.
 *
 * @param reasons why the report needs review; empty if it does not
 */
public record ReportSummary(
    Scope scope,
    List<KeyFigure> headline,
    List<Finding> findings,
    List<RuleResult> rules,
    List<String> reasons) {
  private static final int MAX_SHOWN = 4;

  public ReportSummary {
    headline = List.copyOf(headline);
    findings = List.copyOf(findings);
    rules = List.copyOf(rules);
    reasons = List.copyOf(reasons);
  }

  static ReportSummary of(Report report, List<String> reasons) {
    return new ReportSummary(
        report.scope(), report.headline(), report.findings(), report.rules(), reasons);
  }

  /** The counts for job_runs: findings by severity, and the whole numbers of the headline. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Finding.Severity severity : Finding.Severity.values()) {
      counts.put("findings_" + severity.label(), ofSeverity(severity));
    }
    for (KeyFigure figure : headline) {
      if (figure.value() instanceof Value.Whole whole) {
        counts.put(figure.name(), whole.number());
      }
    }
    return counts;
  }

  public void print(ReportStep.Made made, PrintWriter err) {
    line(err, "Report", made.place() + "/index.html");
    line(err, "Scope", scopeInWords());
    if (scope.nilReturn().isPresent()) {
      line(err, "Nil return", scope.nilReturn().get());
    } else {
      headline.forEach(figure -> line(err, figure.label(), inWords(figure)));
    }
    line(err, "Findings", findingsInWords());
    List<RuleResult> high =
        rules.stream()
            .filter(rule -> rule.severity() == Finding.Severity.HIGH && isOpen(rule))
            .toList();
    high.stream().limit(MAX_SHOWN).forEach(rule -> line(err, "", rule.summary()));
    if (high.size() > MAX_SHOWN) {
      line(err, "", "and of " + NumberFormats.count(high.size() - MAX_SHOWN, "more rule"));
    }
    if (!reasons.isEmpty()) {
      line(err, "Review", String.join("; ", reasons));
    }
    line(err, "Time", time(made.secondsByPhase()));
    err.flush();
  }

  private boolean isOpen(RuleResult rule) {
    return findings.stream()
        .anyMatch(found -> found.rule().equals(rule.rule()) && found.status().isOpen());
  }

  private String scopeInWords() {
    Period period = new Period(scope.from(), scope.to());
    return "%s, %s, %s, %s%s"
        .formatted(
            scope.service(),
            period,
            NumberFormats.count(scope.accounts().size(), "account"),
            NumberFormats.count(scope.regions().size(), "Region"),
            scope.cutOff().map(at -> ", delivered up to " + at).orElse(""));
  }

  private String inWords(KeyFigure figure) {
    Optional<Value> other = scope.comparedTo().isPresent() ? figure.compared() : figure.before();
    String when = scope.comparedTo().orElse("the month before");
    return inWords(figure.value())
        + other.map(value -> " (" + when + ": " + inWords(value) + ")").orElse("");
  }

  private static String inWords(Value value) {
    if (value instanceof Value.Whole whole) {
      return NumberFormats.count(whole.number());
    }
    if (value instanceof Value.Decimal decimal) {
      return decimal.number().toPlainString();
    }
    return value instanceof Value.Text text ? text.text() : "not known";
  }

  private String findingsInWords() {
    List<String> parts = new ArrayList<>();
    for (Finding.Severity severity : Finding.Severity.values()) {
      long count = ofSeverity(severity);
      if (count > 0) {
        parts.add(NumberFormats.count(count) + " " + severity.label());
      }
    }
    long accepted =
        findings.stream().filter(found -> found.status() == Finding.Status.ACCEPTED).count();
    if (accepted > 0) {
      parts.add(accepted + " accepted");
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  /** Number of open findings, also of those that the report does not list. */
  private long ofSeverity(Finding.Severity severity) {
    long listed =
        findings.stream()
            .filter(found -> found.severity() == severity && found.status().isOpen())
            .count();
    return listed
        + rules.stream()
            .filter(rule -> rule.severity() == severity)
            .mapToLong(RuleResult::unlisted)
            .sum();
  }

  private static String time(Map<String, Double> secondsByPhase) {
    double total = secondsByPhase.values().stream().mapToDouble(seconds -> seconds).sum();
    return NumberFormats.time(Duration.ofMillis((long) (total * 1000)))
        + ": "
        + secondsByPhase.entrySet().stream()
            .map(phase -> String.format(Locale.ROOT, "%s %.1f", phase.getKey(), phase.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static void line(PrintWriter err, String label, String text) {
    String shown = DisplayWidth.visible(text);
    err.println(String.format(Locale.ROOT, "%-16s %s", label, shown));
  }
}
