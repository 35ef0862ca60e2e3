package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.TopItems;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** An action was throttled often. */
final class Throttling implements Rule {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "throttled",
          Severity.LOW,
          "Throttled calls",
          "More calls were made than the service takes: images may have gone unchecked. Slow the"
              + " callers down, or ask for a higher quota.",
          List.of(Controls.CC7_2));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    TopItems<Facts.Calls> throttled = facts.of(CallKind.THROTTLED);
    List<Observation> often =
        throttled.items().stream()
            .filter(calls -> calls.calls() >= by.thresholds().throttledCalls())
            .map(Throttling::seen)
            .toList();
    return new RuleOutcome(often, throttled.left(), List.of());
  }

  private static Observation seen(Facts.Calls calls) {
    return Observation.of(
        calls,
        "%s of %s were throttled%s."
            .formatted(
                count(calls.calls(), "call"),
                FindingText.cut(calls.subject()),
                inBrackets(calls.details())));
  }
}
