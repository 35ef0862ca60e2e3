package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.FindingText;

/**
 * Words for a number of a rule's findings: {@code 1 role seen for the first time}, {@code 3 roles
 * seen for the first time}.
 *
 * @param one follows the number 1
 * @param many follows every other number
 * @param hasDays whether the times of the findings are those of what was found; else they are those
 *     of the runs that found it
 * @param addsCounts whether the number is the sum of the findings' counts, where a finding is about
 *     several files or events; else it is the number of findings
 */
public record RuleSubjects(String one, String many, boolean hasDays, boolean addsCounts) {

  static RuleSubjects of(String one, String many) {
    return new RuleSubjects(one, many, true, false);
  }

  static RuleSubjects counted(String one, String many) {
    return new RuleSubjects(one, many, true, true);
  }

  /** These words, for findings whose times are those of runs. */
  RuleSubjects foundByRuns() {
    return new RuleSubjects(one, many, false, addsCounts);
  }

  /** Returns the number with its words. */
  public String number(long number) {
    return FindingText.number(number) + " " + (number == 1 ? one : many);
  }
}
