package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.model.Finding;
import java.util.List;

/**
 * What the rules found.
 *
 * @param findings by severity, rule, account and subject
 * @param notes what they could not judge, a sentence each
 */
public record FindingResult(List<Finding> findings, List<String> notes) {
  public FindingResult {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }
}
