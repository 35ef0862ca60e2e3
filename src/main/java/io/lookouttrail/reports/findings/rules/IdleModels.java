package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** A model ran for hours and nothing was detected with it. */
final class IdleModels implements Rule.OfLookout {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "idle_model",
          Severity.LOW,
          "Models that ran idle",
          "A running model costs the same whether it is used or not, until it is stopped. Hours are"
              + " an estimate from the calls that CloudTrail shows.",
          List.of(Controls.CC7_2));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    List<Observation> idle =
        facts.idleModels().items().stream()
            .filter(model -> model.hours() >= by.thresholds().idleModelHours())
            .map(IdleModels::seen)
            .toList();
    return new RuleOutcome(idle, facts.idleModels().left(), List.of());
  }

  private static Observation seen(Facts.IdleModel model) {
    return new Observation(
        Optional.empty(),
        Optional.of(model.accountId()),
        model.model(),
        (long) model.hours(),
        Optional.of(model.from()),
        Optional.of(model.to()),
        "%s ran %s without a detection, %s by inference units at least."
            .formatted(
                FindingText.cut(model.model()),
                FindingText.hours(model.hours()),
                FindingText.hours(model.inferenceHours())));
  }
}
