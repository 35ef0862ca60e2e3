package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Rule: the root user made calls. */
final class RootUsed implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "root_used",
          Severity.HIGH,
          "Use of the root user",
          RuleSubjects.of("root user that made calls", "root users that made calls"),
          "The root user can do everything; least privilege cannot limit it. Find out who signed in"
              + " and why, and use a role instead.",
          List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_8_2));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.ROOT),
        calls ->
            Observation.of(
                calls,
                "The root user made %s%s, %s."
                    .formatted(
                        count(calls.calls(), "call"),
                        inBrackets(calls.details()),
                        FindingText.succeeded(calls))));
  }
}
