package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.rules.Rule;
import io.lookouttrail.reports.findings.rules.RuleDescription;
import io.lookouttrail.reports.findings.rules.RuleSubjects;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.RuleResult.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Results of rules in the report's model. */
final class RuleResults {
  private RuleResults() {}

  /**
   * Returns the result of a rule.
   *
   * @param findings the findings of all rules
   */
  static RuleResult of(FindingsById current, List<Finding> findings) {
    RuleDescription description = current.rule().description();
    List<Finding> present =
        findings.stream()
            .filter(finding -> finding.rule().equals(description.name()))
            .filter(finding -> finding.status().isPresent())
            .toList();
    return result(
        description,
        present.stream()
            .map(Finding::severity)
            .min(Finding.Severity::compareTo)
            .orElse(description.severity()),
        outcome(current),
        present.isEmpty() ? "" : summary(description, present, current.unlisted()),
        current.unlisted(),
        current.notes());
  }

  /** Returns the result of a rule that does not apply to calls of an event source. */
  static RuleResult notApplicable(Rule rule, String eventSource) {
    RuleDescription description = rule.description();
    return result(
        description,
        description.severity(),
        Outcome.NOT_APPLICABLE,
        "",
        0,
        List.of("The meaning of the actions of " + eventSource + " is not known."));
  }

  private static RuleResult result(
      RuleDescription description,
      Finding.Severity severity,
      Outcome outcome,
      String summary,
      long unlisted,
      List<String> notes) {
    return new RuleResult(
        description.name(),
        severity,
        description.title(),
        description.why(),
        description.controls(),
        outcome,
        summary,
        unlisted,
        notes);
  }

  private static Outcome outcome(FindingsById current) {
    if (!current.observations().isEmpty()) {
      return Outcome.FOUND;
    } else if (!current.isJudged()) {
      return Outcome.NOT_JUDGED;
    }
    return current.notes().isEmpty() ? Outcome.NOTHING_FOUND : Outcome.PARTLY_JUDGED;
  }

  /**
   * What was found, where and when. Of a list that is cut, the number is of all findings, and the
   * time is left out, because the findings that are not listed may have another.
   */
  private static String summary(RuleDescription description, List<Finding> found, long unlisted) {
    RuleSubjects subjects = description.subjects();
    long number =
        subjects.addsCounts()
            ? found.stream().mapToLong(Finding::count).sum()
            : found.size() + unlisted;
    boolean isSumOfListed = unlisted > 0 && subjects.addsCounts();
    return (isSumOfListed ? "at least " : "")
        + subjects.number(number)
        + accounts(found, unlisted).map(text -> ", in " + text).orElse("")
        + (subjects.addsCounts() && found.size() > 1 ? ", in " + found.size() + " findings" : "")
        + (unlisted > 0 || !subjects.hasDays()
            ? ""
            : DayRangeText.of(found).map(text -> ", " + text).orElse(""));
  }

  private static Optional<String> accounts(List<Finding> found, long unlisted) {
    TreeSet<String> accounts = new TreeSet<>();
    found.forEach(finding -> finding.accountId().ifPresent(accounts::add));
    if (accounts.isEmpty()) {
      return Optional.empty();
    }
    String number = FindingText.count(accounts.size(), "account");
    return Optional.of(
        unlisted > 0
            ? "at least " + number
            : accounts.size() == 1 ? "account " + FindingText.truncate(accounts.first()) : number);
  }
}
