package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Rule: a model ran for hours without a detection. */
final class IdleModels implements Rule.ForLookoutVision {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "idle_model",
          Severity.LOW,
          "Models that ran idle",
          RuleSubjects.of("model that ran idle", "models that ran idle"),
          "A running model costs the same, used or not, until it is stopped. The hours are an"
              + " estimate from the calls that CloudTrail records.",
          List.of(Controls.CC7_2));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return RuleOutcome.ofHighest(
        facts.idleModels(),
        model -> model.hours() >= context.thresholds().idleModelHours(),
        IdleModels::observation);
  }

  private static Observation observation(Facts.IdleModel model) {
    return new Observation(
        Optional.empty(),
        Optional.of(model.accountId()),
        model.model(),
        (long) model.hours(),
        Optional.of(model.from()),
        Optional.of(model.to()),
        "%s ran for %s without a detection; counted per inference unit, at least %s."
            .formatted(
                FindingText.truncate(model.model()),
                FindingText.hours(model.hours()),
                FindingText.hours(model.inferenceHours())));
  }
}
