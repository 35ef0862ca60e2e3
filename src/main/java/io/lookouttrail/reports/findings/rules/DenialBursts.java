package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Rule: many calls of one actor were denied within a few minutes. */
final class DenialBursts implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "denial_burst",
          Severity.MEDIUM,
          "Bursts of denied calls",
          RuleSubjects.of(
              "actor with a burst of denied calls", "actors with bursts of denied calls"),
          "Somebody tries actions that are not allowed, or lost a permission that they need.",
          List.of(Controls.CC6_1, Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    Thresholds thresholds = context.thresholds();
    return RuleOutcome.ofHighest(
        facts.denialBursts(),
        burst -> burst.mostWithinMinutes() >= thresholds.denialBurstCalls(),
        burst -> observation(burst, thresholds));
  }

  private static Observation observation(Facts.DenialBurst burst, Thresholds thresholds) {
    return new Observation(
        Optional.empty(),
        burst.accountId(),
        burst.actor(),
        burst.mostWithinMinutes(),
        Optional.of(burst.first()),
        Optional.of(burst.last()),
        "%s was denied %s within %s, and %s in all%s."
            .formatted(
                FindingText.truncate(burst.actor()),
                count(burst.mostWithinMinutes(), "call"),
                count(thresholds.denialBurstMinutes(), "minute"),
                FindingText.number(burst.denied()),
                inBrackets(burst.actions())));
  }
}
