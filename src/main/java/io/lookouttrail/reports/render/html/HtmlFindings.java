package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Severity;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.RuleResult.Outcome;
import io.lookouttrail.reports.render.common.RuleFindings;
import io.lookouttrail.reports.render.common.RulesTable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The findings as the page shows them, by rule.
 *
 * @param open number of findings by severity that are new or known
 * @param unlisted number of findings that the report does not list
 * @param rules the rules that have findings, the most severe first
 * @param notJudged the titles of the rules that could not judge everything
 * @param all the table of all rules
 * @param total number of findings of all rules in the list
 * @param notes sentences that belong to no rule
 */
record HtmlFindings(
    List<Open> open,
    long unlisted,
    List<HtmlRule> rules,
    List<String> notJudged,
    HtmlTable all,
    long total,
    List<String> notes) {
  static HtmlFindings of(Report report) {
    List<Finding> findings = report.findings();
    return new HtmlFindings(
        Arrays.stream(Severity.values())
            .map(severity -> new Open(severity, count(findings, severity)))
            .toList(),
        report.rules().stream().mapToLong(RuleResult::unlisted).sum(),
        RuleFindings.of(report).stream().map(HtmlRule::of).toList(),
        report.rules().stream().filter(HtmlFindings::isNotJudged).map(RuleResult::title).toList(),
        HtmlTable.of(RulesTable.of(report)),
        findings.size(),
        ofNoRule(report));
  }

  private static boolean isNotJudged(RuleResult rule) {
    return rule.outcome() == Outcome.NOT_JUDGED
        || (rule.outcome() != Outcome.NOT_APPLICABLE && !rule.notes().isEmpty());
  }

  /** The notes that the table of rules does not have. */
  private static List<String> ofNoRule(Report report) {
    Set<String> ofRules = new HashSet<>();
    report.rules().forEach(rule -> ofRules.addAll(rule.notes()));
    return report.findingNotes().stream().filter(note -> !ofRules.contains(note)).toList();
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream()
        .filter(it -> it.status().isOpen() && it.severity() == severity)
        .count();
  }

  /** Number of open findings of a severity. */
  record Open(Severity severity, long count) {}
}
