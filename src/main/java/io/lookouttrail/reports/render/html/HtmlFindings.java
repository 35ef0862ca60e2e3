package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Finding.Severity;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.RuleResult.Outcome;
import io.lookouttrail.reports.render.common.RuleFindings;
import io.lookouttrail.reports.render.common.RulesTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The findings as the page shows them, by rule.
 *
 * @param open number of findings by severity that are new or known
 * @param unlisted number of findings that the report does not list
 * @param rules the rules that have findings, the most severe first
 * @param notJudged the titles of the rules that could not judge anything, the most severe first
 * @param partlyJudged the titles of those that could judge a part only
 * @param all the table of all rules
 * @param total number of findings of all rules in the list
 * @param notes what the rules could not judge, and other sentences on the findings
 */
record HtmlFindings(
    List<Open> open,
    long unlisted,
    List<HtmlRule> rules,
    List<String> notJudged,
    List<String> partlyJudged,
    HtmlTable all,
    long total,
    List<String> notes) {
  static HtmlFindings of(Report report) {
    return new HtmlFindings(
        Arrays.stream(Severity.values())
            .map(severity -> new Open(severity, count(report, severity)))
            .toList(),
        report.rules().stream().mapToLong(RuleResult::unlisted).sum(),
        RuleFindings.of(report).stream().map(HtmlRule::of).toList(),
        titles(report, rule -> rule.outcome() == Outcome.NOT_JUDGED),
        titles(report, HtmlFindings::isPartlyJudged),
        HtmlTable.of(RulesTable.of(report)),
        report.findings().size(),
        report.findingNotes());
  }

  private static List<String> titles(Report report, Predicate<RuleResult> which) {
    return report.rules().stream()
        .filter(which)
        .sorted(Comparator.comparing(RuleResult::severity))
        .map(RuleResult::title)
        .toList();
  }

  private static boolean isPartlyJudged(RuleResult rule) {
    return rule.outcome() == Outcome.PARTLY_JUDGED
        || (rule.outcome() == Outcome.FOUND && !rule.notes().isEmpty());
  }

  private static long count(Report report, Severity severity) {
    long unlisted =
        report.rules().stream()
            .filter(rule -> rule.severity() == severity)
            .mapToLong(RuleResult::unlisted)
            .sum();
    return unlisted
        + report.findings().stream()
            .filter(it -> it.status().isOpen() && it.severity() == severity)
            .count();
  }

  /** Number of open findings of a severity. */
  record Open(Severity severity, long count) {}
}
