package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Rule: an actor made changes in the console without MFA, where CloudTrail records MFA. */
final class ConsoleWithoutMfa implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "console_change_without_mfa",
          Severity.HIGH,
          "Console changes without MFA",
          RuleSubjects.of(
              "actor who made changes in the console without MFA",
              "actors who made changes in the console without MFA"),
          "A password alone was enough to sign in. This rule covers root, IAM users and the role"
              + " sessions that they assumed. For other sign-ins, the identity provider decides"
              + " about MFA, and CloudTrail does not record it.",
          List.of(Controls.CC6_1, Controls.A_8_2));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  /** The actor made changes in the console again, all of them with MFA. */
  @Override
  public boolean isInOrder(Observation before, Facts now) {
    return now.of(CallKind.CONSOLE_WITH_MFA).items().stream()
        .anyMatch(
            calls ->
                calls.accountId().equals(before.accountId())
                    && calls.subject().equals(before.subject()));
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.CONSOLE_WITHOUT_MFA),
        calls ->
            Observation.of(
                calls,
                "%s made %s in the console%s without MFA, %s."
                    .formatted(
                        FindingText.truncate(calls.subject()),
                        count(calls.calls(), "change"),
                        inBrackets(calls.details()),
                        FindingText.succeeded(calls))));
  }
}
