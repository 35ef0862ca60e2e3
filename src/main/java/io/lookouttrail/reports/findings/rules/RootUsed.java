package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Root was used. */
final class RootUsed implements Rule {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "root_used",
          Severity.HIGH,
          "Root was used",
          "Root can do everything and cannot be held to least privilege: find out who signed in and"
              + " why, and use a role instead.",
          List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_8_2));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.ROOT),
        calls ->
            Observation.of(
                calls,
                "Root made %s%s, %s."
                    .formatted(
                        count(calls.calls(), "call"),
                        inBrackets(calls.details()),
                        FindingText.succeeded(calls))));
  }
}
