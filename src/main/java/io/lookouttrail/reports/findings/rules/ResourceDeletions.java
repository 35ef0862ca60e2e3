package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Rule: a project, a dataset or a model was deleted. */
final class ResourceDeletions implements Rule.ForLookoutVision {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "resource_deleted",
          Severity.MEDIUM,
          "Projects, datasets and models deleted",
          RuleSubjects.of(
              "deleted project, dataset or model", "deleted projects, datasets and models"),
          "The model, or the data that it was trained on, can no longer be shown. Check that the"
              + " deletion was intended, and that you still have what you must keep.",
          List.of(Controls.CC6_3, Controls.CC7_2));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public boolean listsEarlier() {
    return false;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.DELETED),
        calls ->
            Observation.of(
                calls,
                "The %s was deleted by %s%s."
                    .formatted(
                        FindingText.truncate(calls.subject()),
                        count(calls.calls(), "call"),
                        inBrackets(calls.details()))));
  }
}
