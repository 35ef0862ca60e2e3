package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.terminal.DisplayWidth;
import io.lookouttrail.cli.terminal.NumberFormats;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.run.Period;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The main figures and findings of a report, in a few lines.
 *
 * @param reasons why the report needs review; empty if it does not
 */
public record ReportSummary(
    Scope scope, List<KeyFigure> headline, List<Finding> findings, List<String> reasons) {
  private static final int MAX_SHOWN = 4;

  public ReportSummary {
    headline = List.copyOf(headline);
    findings = List.copyOf(findings);
    reasons = List.copyOf(reasons);
  }

  static ReportSummary of(Report report, List<String> reasons) {
    return new ReportSummary(report.scope(), report.headline(), report.findings(), reasons);
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
    Map<String, List<Finding>> high =
        open(Finding.Severity.HIGH).stream()
            .collect(
                Collectors.groupingBy(Finding::title, LinkedHashMap::new, Collectors.toList()));
    high.values().stream().limit(MAX_SHOWN).forEach(alike -> line(err, "", inWords(alike)));
    if (high.size() > MAX_SHOWN) {
      line(err, "", "and of " + NumberFormats.count(high.size() - MAX_SHOWN, "more rule"));
    }
    if (!reasons.isEmpty()) {
      line(err, "Review", String.join("; ", reasons));
    }
    line(err, "Time", time(made.secondsByPhase()));
    err.flush();
  }

  private static String inWords(List<Finding> alike) {
    Finding first = alike.get(0);
    return first.title() + ": " + (alike.size() == 1 ? first.subject() : alike.size());
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

  private static String inWords(KeyFigure figure) {
    return inWords(figure.value())
        + figure.before().map(before -> " (the month before: " + inWords(before) + ")").orElse("");
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
      int count = open(severity).size();
      if (count > 0) {
        parts.add(count + " " + severity.label());
      }
    }
    long accepted =
        findings.stream().filter(found -> found.status() == Finding.Status.ACCEPTED).count();
    if (accepted > 0) {
      parts.add(accepted + " accepted");
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  private List<Finding> open(Finding.Severity severity) {
    return findings.stream()
        .filter(found -> found.severity() == severity)
        .filter(
            found -> found.status() == Finding.Status.NEW || found.status() == Finding.Status.KNOWN)
        .toList();
  }

  private long ofSeverity(Finding.Severity severity) {
    return open(severity).size();
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
