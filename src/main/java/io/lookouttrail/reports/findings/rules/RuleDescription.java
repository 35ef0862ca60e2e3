package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.model.Finding;
import java.util.List;

/**
 * Texts and severity of a rule, as its findings show them.
 *
 * @param name snake_case
 * @param severity the severity of its findings, unless an observation has another
 * @param title the rule in a few words
 * @param subjects how a number of its findings is written
 * @param why what the finding means and what to do, in whole sentences
 * @param controls the controls for which a finding may be evidence; it never shows that a control
 *     is met
 */
public record RuleDescription(
    String name,
    Finding.Severity severity,
    String title,
    RuleSubjects subjects,
    String why,
    List<String> controls) {
  public RuleDescription {
    controls = List.copyOf(controls);
    if (!name.matches("[a-z]+(_[a-z]+)*")) {
      throw new IllegalArgumentException("not a rule's name: " + name);
    }
  }
}
