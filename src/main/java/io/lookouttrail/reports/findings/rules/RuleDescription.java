package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.model.Finding;
import java.util.List;

/**
 * What a reader is told of a rule.
 *
 * @param name snake_case
 * @param severity its findings', where they have none of their own
 * @param title the rule in a few words
 * @param why a plain sentence or two: what it means and what to do
 * @param controls those that evidence of this kind may support; it never shows that they are met
 */
public record RuleDescription(
    String name, Finding.Severity severity, String title, String why, List<String> controls) {
  public RuleDescription {
    controls = List.copyOf(controls);
    if (!name.matches("[a-z]+(_[a-z]+)*")) {
      throw new IllegalArgumentException("not a rule's name: " + name);
    }
  }
}
