package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Rule: digests are missing from the digest chain. */
final class DigestGaps implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "digest_gap",
          Severity.HIGH,
          "Gaps in the digest chain",
          RuleSubjects.of(
              "Region with gaps in its digest chain", "Regions with gaps in their digest chains"),
          "No digest proves which log files were delivered in these hours. Either the trail was"
              + " off, or digests were deleted.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    if (!facts.isChecked()) {
      return RuleOutcome.skipped(
          "Gaps in the digest chain were not looked for: nothing of %s was validated against a digest."
              .formatted(facts.months()));
    }
    return RuleOutcome.ofEach(facts.of(DigestKind.GAP), DigestGaps::observation);
  }

  private static Observation observation(Facts.Digests gap) {
    String when =
        gap.from().isPresent() && gap.to().isPresent()
            ? ", between %s and %s"
                .formatted(FindingText.minute(gap.from().get()), FindingText.minute(gap.to().get()))
            : "";
    return new Observation(
        Optional.empty(),
        gap.accountId(),
        gap.subject(),
        Math.max(1, Math.round(gap.hours())),
        gap.from(),
        gap.to(),
        "In %s, digests are missing for %s in %s%s."
            .formatted(
                FindingText.truncate(gap.subject()),
                FindingText.hours(gap.hours()),
                FindingText.count(gap.objects(), "gap"),
                when));
  }
}
