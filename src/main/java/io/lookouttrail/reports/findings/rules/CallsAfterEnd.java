package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Rule: an actor called Lookout for Vision after AWS ended its support on 2025-10-31. */
final class CallsAfterEnd implements Rule.ForLookoutVision {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "call_after_service_end",
          Severity.HIGH,
          "Calls after the end of the service",
          RuleSubjects.of(
              "actor that called the service after its end",
              "actors that called the service after its end"),
          "AWS ended support for Lookout for Vision on 2025-10-31. Find out what still calls it,"
              + " and with which access.",
          List.of(Controls.CC6_3, Controls.CC7_2, Controls.A_5_18));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.AFTER_SERVICE_END),
        calls ->
            Observation.of(
                calls,
                "%s made %s%s after the end of the service, %s."
                    .formatted(
                        FindingText.truncate(calls.subject()),
                        count(calls.calls(), "call"),
                        inBrackets(calls.details()),
                        FindingText.succeeded(calls))));
  }
}
