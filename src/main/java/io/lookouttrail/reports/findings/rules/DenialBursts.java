package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.Words.count;
import static io.lookouttrail.reports.findings.facts.Words.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.facts.Top;
import io.lookouttrail.reports.findings.facts.Words;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Many calls of one actor were denied within minutes. */
final class DenialBursts implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "denial_burst",
          Severity.MEDIUM,
          "Bursts of denied calls",
          "Somebody tries what is not allowed, or something was taken from those who need it.",
          List.of(Controls.CC6_1, Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Verdict judge(Facts facts, Yardstick by) {
    Top<Facts.Calls> denied = facts.of(CallKind.DENIAL_BURST);
    List<Observation> bursts =
        denied.items().stream()
            .filter(calls -> calls.peak() >= by.thresholds().denialBurstCalls())
            .map(calls -> seen(calls, by.thresholds()))
            .toList();
    return new Verdict(bursts, denied.left(), List.of());
  }

  private static Observation seen(Facts.Calls calls, Thresholds thresholds) {
    return Observation.of(
            calls,
            "%s was denied %s within %s, and %s in all%s."
                .formatted(
                    Words.cut(calls.subject()),
                    count(calls.peak(), "call"),
                    count(thresholds.denialBurstMinutes(), "minute"),
                    Words.number(calls.calls()),
                    inBrackets(calls.details())))
        .withCount(calls.peak());
  }
}
