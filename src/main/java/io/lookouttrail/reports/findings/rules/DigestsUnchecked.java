package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Rule: digests or log files were not validated, or could not be. */
final class DigestsUnchecked implements Rule {
  /** The subject if no file was validated. Finding ids depend on it. */
  static final String ALL = "every log file";

  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "digest_unchecked",
          Severity.LOW,
          "Files without digest validation",
          RuleSubjects.counted("file without digest validation", "files without digest validation"),
          "Nothing proves that these files are what CloudTrail delivered. Run the verify command on"
              + " this archive with the public keys of the Regions (--public-keys or --fetch-keys).",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    if (!facts.isChecked()) {
      return RuleOutcome.of(facts.logFiles() == 0 ? List.of() : List.of(noneChecked(facts)));
    }
    return RuleOutcome.ofEach(facts.of(DigestKind.UNCHECKED), DigestsUnchecked::observation);
  }

  private static Observation noneChecked(Facts facts) {
    return new Observation(
        Optional.empty(),
        Optional.empty(),
        ALL,
        facts.logFiles(),
        Optional.empty(),
        Optional.empty(),
        "None of the %s of %s was validated against a digest."
            .formatted(FindingText.count(facts.logFiles(), "log file"), facts.months()));
  }

  private static Observation observation(Facts.Digests digests) {
    return new Observation(
        Optional.empty(),
        digests.accountId(),
        digests.subject() + ": " + digests.state(),
        digests.objects(),
        digests.from(),
        digests.to(),
        "In %s, %s%s: %s."
            .formatted(
                FindingText.truncate(digests.subject()),
                FindingText.count(digests.objects(), "file"),
                FindingText.inBrackets(digests.examples()),
                inWords(digests.state())));
  }

  private static String inWords(String state) {
    return switch (state) {
      case "unknown_key" -> "signed with a key that was not given";
      case "not_validated" -> "not validated";
      case "gap" -> "not proven, because no later digest is there";
      default -> state.replace('_', ' ');
    };
  }
}
