package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.Words.count;
import static io.lookouttrail.reports.findings.facts.Words.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Words;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/**
 * A caller of another account changed something.
 *
 * <p>The subject is the actor; its account stands in brackets behind it, as the query puts it
 * there.
 */
final class CrossAccountChanges implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "cross_account_change",
          Severity.MEDIUM,
          "Changes from another account",
          "Somebody else's account can change resources here: see that the trust is wanted and as"
              + " narrow as can be.",
          List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_5_18));

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Verdict judge(Facts facts, Yardstick by) {
    return Verdict.ofEach(facts.of(CallKind.CROSS_ACCOUNT), calls -> seen(calls, by));
  }

  private static Observation seen(Facts.Calls calls, Yardstick by) {
    boolean isOutside = by.scope().isPresent() && !isInScope(calls.subject(), by.scope().get());
    Observation seen =
        Observation.of(
            calls,
            "%s made %s%s, %s.%s"
                .formatted(
                    Words.cut(calls.subject()),
                    count(calls.calls(), "change"),
                    inBrackets(calls.details()),
                    Words.succeeded(calls),
                    isOutside ? " That account is not in scope." : ""));
    return isOutside ? seen.withSeverity(Severity.HIGH) : seen;
  }

  private static boolean isInScope(String subject, List<ScopeAccount> scope) {
    return scope.stream()
        .anyMatch(account -> subject.endsWith("(account " + account.accountId() + ")"));
  }
}
