package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Calls came after Lookout for Vision had ended, on 2025-10-31. */
final class CallsAfterEnd implements Rule.OfLookout {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "call_after_service_end",
          Severity.HIGH,
          "Calls after the end of the service",
          "Support of Lookout for Vision ended on 2025-10-31: find out what still calls it, and with"
              + " which access.",
          List.of(Controls.CC6_3, Controls.CC7_2, Controls.A_5_18));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.AFTER_SERVICE_END),
        calls ->
            Observation.of(
                calls,
                "%s made %s%s after the service had ended, %s."
                    .formatted(
                        FindingText.cut(calls.subject()),
                        count(calls.calls(), "call"),
                        inBrackets(calls.details()),
                        FindingText.succeeded(calls))));
  }
}
