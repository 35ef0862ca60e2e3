package io.lookouttrail.reports.findings.facts;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody's word that a finding is known and all right.
 *
 * @param findingId the finding's id; empty where rule and subject name it
 * @param rule the rule's name; with {@code subject}, where there is no id
 * @param subject the finding's subject, in whichever account
 * @param until the last day on which it counts, inclusive; empty for always
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
