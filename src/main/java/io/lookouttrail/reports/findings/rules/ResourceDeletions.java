package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** A project, a dataset or a model was deleted. */
final class ResourceDeletions implements Rule.OfLookout {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "resource_deleted",
          Severity.MEDIUM,
          "Projects, datasets and models deleted",
          "What a model was trained on, or the model itself, cannot be shown any more: see that it"
              + " was meant and that what must be kept is kept.",
          List.of(Controls.CC6_3, Controls.CC7_2));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public boolean canBeGone() {
    return false;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.DELETED),
        calls ->
            Observation.of(
                calls,
                "The %s was deleted by %s%s."
                    .formatted(
                        FindingText.cut(calls.subject()),
                        count(calls.calls(), "call"),
                        inBrackets(calls.details()))));
  }
}
