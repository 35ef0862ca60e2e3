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
 * A caller of another account changed something.
 *
 * <p>The subject is the actor; its account stands in brackets behind it, as the query puts it
 * there.
 */
final class CrossAccountChanges implements Rule {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "cross_account_change",
          Severity.MEDIUM,
          "Changes from another account",
          "Somebody else's account can change resources here: see that the trust is wanted and as"
              + " narrow as can be.",
          List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_5_18));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    return RuleOutcome.ofEach(facts.of(CallKind.CROSS_ACCOUNT), calls -> seen(calls, by));
  }

  private static Observation seen(Facts.Calls calls, RuleContext by) {
    boolean isOutside = by.scope().isPresent() && !isInScope(calls.subject(), by.scope().get());
    Observation seen =
        Observation.of(
            calls,
            "%s made %s%s, %s.%s"
                .formatted(
                    FindingText.cut(calls.subject()),
                    count(calls.calls(), "change"),
                    inBrackets(calls.details()),
                    FindingText.succeeded(calls),
                    isOutside ? " That account is not in scope." : ""));
    return isOutside ? seen.withSeverity(Severity.HIGH) : seen;
  }

  private static boolean isInScope(String subject, List<ScopeAccount> scope) {
    return scope.stream()
        .anyMatch(account -> subject.endsWith("(account " + account.accountId() + ")"));
  }
}
