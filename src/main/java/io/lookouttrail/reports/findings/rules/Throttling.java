package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Rule: many calls of an action were throttled. */
final class Throttling implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "throttled",
          Severity.LOW,
          "Throttled calls",
          RuleSubjects.of("action that was throttled often", "actions that were throttled often"),
          "More calls were made than the service accepts, so some images may not have been"
              + " inspected. Make the callers slower, or request a higher quota.",
          List.of(Controls.CC7_2));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return RuleOutcome.ofHighest(
        facts.of(CallKind.THROTTLED),
        calls -> calls.calls() >= context.thresholds().throttledCalls(),
        Throttling::observation);
  }

  private static Observation observation(Facts.Calls calls) {
    return Observation.of(
        calls,
        "%s of %s %s throttled%s."
            .formatted(
                count(calls.calls(), "call"),
                FindingText.truncate(calls.subject()),
                calls.calls() == 1 ? "was" : "were",
                inBrackets(calls.details())));
  }
}
