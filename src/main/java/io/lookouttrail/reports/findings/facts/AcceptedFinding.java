package io.lookouttrail.reports.findings.facts;

import io.lookouttrail.run.AccountId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One entry of the list of accepted findings: a person accepts a finding, or all findings of a rule
 * in an account, with a reason.
 *
 * @param findingId the id of the finding; empty if the rule and the next two identify it
 * @param rule the name of the rule; required with {@code subject} or {@code accountId} if there is
 *     no id
 * @param subject the subject of the finding; empty for every subject in the account
 * @param accountId the account of the finding; empty for any account, and for none
 * @param until the last day on which the acceptance is valid, inclusive; empty for no end
 */
public record AcceptedFinding(
    Optional<String> findingId,
    Optional<String> rule,
    Optional<String> subject,
    Optional<String> accountId,
    String reason,
    String approvedBy,
    Optional<LocalDate> until) {
  public AcceptedFinding {
    if (findingId.isEmpty() && (rule.isEmpty() || (subject.isEmpty() && accountId.isEmpty()))) {
      throw new IllegalArgumentException("neither an id nor a rule and a subject or an account");
    }
    if (accountId.filter(account -> !isAccount(account)).isPresent()) {
      throw new IllegalArgumentException("not an account id");
    }
  }

  /** Whether a text names an account: twelve digits, or {@code unknown} for events without one. */
  public static boolean isAccount(String text) {
    return AccountId.isValid(text) || text.equals("unknown");
  }

  /** Whether the entry accepts every finding of its rule in its account. */
  public boolean isOfWholeAccount() {
    return findingId.isEmpty() && subject.isEmpty();
  }
}
