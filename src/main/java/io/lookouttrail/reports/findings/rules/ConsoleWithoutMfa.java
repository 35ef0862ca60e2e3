package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Changes were made in the console without MFA, by those of whom it can be judged. */
final class ConsoleWithoutMfa implements Rule {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "console_change_without_mfa",
          Severity.HIGH,
          "Console changes without MFA",
          "A password alone opened the console. Judged of root, IAM users and the sessions that"
              + " those assumed; elsewhere MFA is decided where people sign in, which CloudTrail"
              + " does not see.",
          List.of(Controls.CC6_1, Controls.A_8_2));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.CONSOLE_WITHOUT_MFA),
        calls ->
            Observation.of(
                calls,
                "%s made %s in the console%s without MFA, %s."
                    .formatted(
                        FindingText.cut(calls.subject()),
                        count(calls.calls(), "change"),
                        inBrackets(calls.details()),
                        FindingText.succeeded(calls))));
  }
}
