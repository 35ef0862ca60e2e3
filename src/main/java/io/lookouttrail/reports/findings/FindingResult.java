package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.model.Finding;
import java.util.List;

/**
 * Findings of a report, with notes for its readers.
 *
 * @param findings ordered by severity, rule, account and subject
 * @param notes what the rules could not evaluate or do not list, one sentence each
 */
public record FindingResult(List<Finding> findings, List<String> notes) {
  public FindingResult {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }
}
