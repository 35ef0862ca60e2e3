package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.render.common.FindingsTable;
import io.lookouttrail.reports.render.common.RuleFindings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * The findings of the PDF: for each rule with findings a heading and its worst findings. The number
 * of rows is limited for a rule and for all rules together.
 */
final class PdfFindings {
  private static final int MAX_ROWS_OF_A_RULE = 8;

  /** The most rows of all rules, where the heading of a rule counts as a row. */
  private static final int MAX_ROWS = 48;

  private static final int MAX_NAME = 120;
  private static final int MAX_SUBJECT = 80;
  private static final int MAX_OBSERVED = 240;
  private static final int MAX_WHY = 360;

  private PdfFindings() {}

  /** The rules with findings: first those with open findings, the most severe first. */
  static List<OfRule> of(Report report) {
    List<RuleFindings> rules = RuleFindings.of(report);
    int rows = MAX_ROWS_OF_A_RULE;
    while (rows > 1 && rules.size() + total(rules, rows) > MAX_ROWS) {
      rows--;
    }
    int limit = rows;
    return rules.stream().map(rule -> OfRule.of(rule, limit)).toList();
  }

  private static long total(List<RuleFindings> rules, int limit) {
    return rules.stream().mapToLong(rule -> Math.min(limit, rule.findings().size())).sum();
  }

  /**
   * A rule and its worst findings.
   *
   * @param heading what the rule found; its title if it found nothing in the report's months
   * @param extent number of rows, and where all findings are
   */
  record OfRule(
      String severity,
      String heading,
      String title,
      String why,
      String controls,
      List<Row> rows,
      String extent) {

    static OfRule of(RuleFindings found, int limit) {
      RuleResult rule = found.rule();
      List<Row> rows = found.findings().stream().limit(limit).map(Row::of).toList();
      String title = PdfText.of(rule.title(), MAX_NAME);
      return new OfRule(
          rule.severity().label(),
          rule.summary().isEmpty()
              ? title + ": nothing in this period"
              : PdfText.of(rule.summary(), 2 * MAX_NAME),
          title,
          PdfText.of(rule.why(), MAX_WHY),
          PdfText.of(String.join(", ", rule.controls()), MAX_NAME),
          rows,
          extent(rows.size(), found));
    }

    /** Number of findings, those of the month before apart. */
    private static String all(RuleFindings found) {
      long present = found.present();
      long earlier = found.findings().size() + found.rule().unlisted() - present;
      String before = String.format(Locale.ROOT, "%,d of the month before", earlier);
      if (earlier == 0) {
        return String.format(Locale.ROOT, "%,d", present);
      }
      return present == 0 ? before : String.format(Locale.ROOT, "%,d, and ", present) + before;
    }

    private static String extent(int shown, RuleFindings found) {
      String all = all(found);
      if (found.rule().unlisted() > 0) {
        return String.format(
            Locale.ROOT,
            "The worst %,d of %s; findings.csv lists %,d.",
            shown,
            all,
            found.findings().size());
      }
      return shown < found.findings().size()
          ? String.format(
              Locale.ROOT, "The worst %,d of %s; all of them are in findings.csv.", shown, all)
          : all + ", also in findings.csv.";
    }
  }

  /**
   * A finding.
   *
   * @param seen the first and the last day
   */
  record Row(
      String status, String account, String subject, String count, String seen, String observed) {

    static Row of(Finding finding) {
      return new Row(
          finding.status().label(),
          finding.accountId().map(id -> PdfText.of(id, 20)).orElse(""),
          PdfText.shortened(finding.subject(), MAX_SUBJECT),
          String.format(Locale.ROOT, "%,d", finding.count()),
          seen(finding),
          PdfText.of(finding.observed() + FindingsTable.acceptance(finding), MAX_OBSERVED));
    }

    private static String seen(Finding finding) {
      String first = finding.firstSeen().map(Row::day).orElse("");
      String last = finding.lastSeen().map(Row::day).orElse("");
      if (first.isEmpty() || last.isEmpty() || first.equals(last)) {
        return first.isEmpty() ? last : first;
      }
      return first + " to " + last;
    }

    private static String day(Instant at) {
      return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }
  }
}
