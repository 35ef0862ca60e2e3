package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** The chain of digests lacks hours. */
final class DigestGaps implements Rule {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "digest_gap",
          Severity.HIGH,
          "Gaps in the chain of digests",
          "Nothing proves which log files there were in these hours: the trail was off, or digests"
              + " were deleted.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    return RuleOutcome.ofEach(facts.of(DigestKind.GAP), DigestGaps::seen);
  }

  private static Observation seen(Facts.Digests gap) {
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
        "In %s digests are missing for %s in %s%s."
            .formatted(
                FindingText.cut(gap.subject()),
                FindingText.hours(gap.hours()),
                FindingText.count(gap.objects(), "gap"),
                when));
  }
}
