package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Digests or logs of which nothing is proven. */
final class DigestsUnchecked implements Rule {
  /** The subject where nothing was checked at all. */
  static final String ALL = "every log file";

  private static final RuleDescription TEXT =
      new RuleDescription(
          "digest_unchecked",
          Severity.LOW,
          "Files that no digest proves",
          "Whether these files are what CloudTrail delivered is not known: run 'lookout-trail"
              + " verify' with the public keys of their Regions.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    if (!facts.isChecked()) {
      return RuleOutcome.of(facts.logFiles() == 0 ? List.of() : List.of(nothingChecked(facts)));
    }
    return RuleOutcome.ofEach(facts.of(DigestKind.UNCHECKED), DigestsUnchecked::seen);
  }

  private static Observation nothingChecked(Facts facts) {
    return new Observation(
        Optional.empty(),
        Optional.empty(),
        ALL,
        facts.logFiles(),
        Optional.empty(),
        Optional.empty(),
        "None of the %s of %s was checked against a digest."
            .formatted(FindingText.count(facts.logFiles(), "log file"), facts.months()));
  }

  private static Observation seen(Facts.Digests digests) {
    return new Observation(
        Optional.empty(),
        digests.accountId(),
        digests.subject() + ": " + digests.state(),
        digests.objects(),
        digests.from(),
        digests.to(),
        "In %s %s%s: %s."
            .formatted(
                FindingText.cut(digests.subject()),
                FindingText.count(digests.objects(), "file"),
                FindingText.inBrackets(digests.examples()),
                inWords(digests.state())));
  }

  private static String inWords(String state) {
    return switch (state) {
      case "unknown_key" -> "signed with a key that was not given";
      case "not_validated" -> "not validated";
      default -> state.replace('_', ' ');
    };
  }
}
