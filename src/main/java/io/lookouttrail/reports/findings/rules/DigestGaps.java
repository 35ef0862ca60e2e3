package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.Words;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** The chain of digests lacks hours. */
final class DigestGaps implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "digest_gap",
          Severity.HIGH,
          "Gaps in the chain of digests",
          "Nothing proves which log files there were in these hours: the trail was off, or digests"
              + " were deleted.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Verdict judge(Facts facts, Yardstick by) {
    return Verdict.ofEach(facts.of(DigestKind.GAP), DigestGaps::seen);
  }

  private static Observation seen(Facts.Digests gap) {
    String when =
        gap.from().isPresent() && gap.to().isPresent()
            ? ", between %s and %s"
                .formatted(Words.minute(gap.from().get()), Words.minute(gap.to().get()))
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
                Words.cut(gap.subject()),
                Words.hours(gap.hours()),
                Words.count(gap.objects(), "gap"),
                when));
  }
}
