package io.lookouttrail.reports.findings.facts;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One entry of the list of accepted findings: a person accepts a finding, with a reason.
 *
 * @param findingId the id of the finding; empty if rule and subject identify it
 * @param rule the name of the rule; required with {@code subject} if there is no id
 * @param subject the subject of the finding, in any account
 * @param until the last day on which the acceptance is valid, inclusive; empty for no end
 */
public record AcceptedFinding(
    Optional<String> findingId,
    Optional<String> rule,
    Optional<String> subject,
    String reason,
    String approvedBy,
    Optional<LocalDate> until) {
  public AcceptedFinding {
    if (findingId.isEmpty() && (rule.isEmpty() || subject.isEmpty())) {
      throw new IllegalArgumentException("neither an id nor a rule and a subject");
    }
  }
}
