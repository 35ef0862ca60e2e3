package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/**
 * Rule: an actor of another account changed something.
 *
 * <p>The subject is the actor, followed by its account in brackets, as the query formats it.
 */
final class CrossAccountChanges implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "cross_account_change",
          Severity.MEDIUM,
          "Changes from another account",
          RuleSubjects.of(
              "caller from another account that made changes",
              "callers from other accounts that made changes"),
          "Another account can change resources here. Check that this trust is intended, and as"
              + " narrow as possible.",
          List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_5_18));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.CROSS_ACCOUNT), calls -> observation(calls, context));
  }

  private static Observation observation(Facts.Calls calls, RuleContext context) {
    boolean isOutside =
        context.scope().isPresent() && !isInScope(calls.subject(), context.scope().get());
    Observation observation =
        Observation.of(
            calls,
            "%s made %s%s, %s.%s"
                .formatted(
                    FindingText.truncate(calls.subject()),
                    count(calls.calls(), "change"),
                    inBrackets(calls.details()),
                    FindingText.succeeded(calls),
                    isOutside ? " That account is not in scope." : ""));
    return isOutside ? observation.withSeverity(Severity.HIGH) : observation;
  }

  private static boolean isInScope(String subject, List<ScopeAccount> scope) {
    return scope.stream()
        .anyMatch(account -> subject.endsWith("(account " + account.accountId() + ")"));
  }
}
