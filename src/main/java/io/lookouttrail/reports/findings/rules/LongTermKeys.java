package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Long-term keys were used by an actor who also has a role. */
final class LongTermKeys implements Rule {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "long_term_key_beside_role",
          Severity.MEDIUM,
          "Long-term keys where there is a role",
          "Keys that never expire can be lost and go on working; the role does the same without"
              + " them. The actor is matched by name.",
          List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_5_18));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.LONG_TERM_KEY),
        calls ->
            Observation.of(
                calls,
                "%s signed %s with a long-term access key and also works through a role%s."
                    .formatted(
                        FindingText.cut(calls.subject()),
                        count(calls.calls(), "call"),
                        inBrackets(calls.details()))));
  }
}
