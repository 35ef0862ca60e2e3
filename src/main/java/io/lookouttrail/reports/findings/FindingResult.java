package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.RuleResult;
import java.util.List;

/**
 * Findings of a report, with notes for its readers.
 *
 * @param findings ordered by severity, rule, account and subject
 * @param rules the result of each rule, in the order of the documentation
 * @param notes what the rules could not evaluate or do not list, one sentence each
 */
public record FindingResult(List<Finding> findings, List<RuleResult> rules, List<String> notes) {
  public FindingResult {
    findings = List.copyOf(findings);
    rules = List.copyOf(rules);
    notes = List.copyOf(notes);
  }
}
