package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.facts.TopItems;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Many calls of one actor were denied within minutes. */
final class DenialBursts implements Rule {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "denial_burst",
          Severity.MEDIUM,
          "Bursts of denied calls",
          "Somebody tries what is not allowed, or something was taken from those who need it.",
          List.of(Controls.CC6_1, Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    TopItems<Facts.Calls> denied = facts.of(CallKind.DENIAL_BURST);
    List<Observation> bursts =
        denied.items().stream()
            .filter(calls -> calls.peak() >= by.thresholds().denialBurstCalls())
            .map(calls -> seen(calls, by.thresholds()))
            .toList();
    return new RuleOutcome(bursts, denied.left(), List.of());
  }

  private static Observation seen(Facts.Calls calls, Thresholds thresholds) {
    return Observation.of(
            calls,
            "%s was denied %s within %s, and %s in all%s."
                .formatted(
                    FindingText.cut(calls.subject()),
                    count(calls.peak(), "call"),
                    count(thresholds.denialBurstMinutes(), "minute"),
                    FindingText.number(calls.calls()),
                    inBrackets(calls.details())))
        .withCount(calls.peak());
  }
}
