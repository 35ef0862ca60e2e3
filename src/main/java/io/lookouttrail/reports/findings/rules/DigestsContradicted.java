package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rule: a digest, or a log file that a digest names, failed validation. */
final class DigestsContradicted implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "digest_contradicted",
          Severity.HIGH,
          "Files that failed digest validation",
          RuleSubjects.of(
              "digest or log file that failed validation",
              "digests and log files that failed validation"),
          "The archive differs from what CloudTrail delivered, or lacks its proof. Find out who can"
              + " write to it, whether the trail's validation was turned off, and compare the archive"
              + " with another copy.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    if (!facts.isChecked()) {
      return RuleOutcome.skipped(
          "Files that fail digest validation were not looked for: nothing of %s was validated against a digest."
              .formatted(facts.months()));
    }
    return RuleOutcome.ofEach(facts.of(DigestKind.CONTRADICTED), DigestsContradicted::observation);
  }

  @Override
  public RuleOutcome putInOrder(Facts before) {
    return RuleOutcome.ofEach(
        before.of(DigestKind.IN_ORDER_AGAIN),
        object ->
            observation(
                object,
                fileName(object.subject())
                    + object
                        .recheck()
                        .map(
                            checks ->
                                " failed validation on %s and passed it on %s."
                                    .formatted(
                                        FindingText.day(checks.failedAt()),
                                        FindingText.day(checks.passedAt())))
                        .orElse(" failed validation and passed it since.")));
  }

  private static Observation observation(Facts.Digests object) {
    return observation(
        object, "%s %s.".formatted(fileName(object.subject()), inWords(object.state())));
  }

  private static Observation observation(Facts.Digests object, String explanation) {
    return new Observation(
        Optional.empty(),
        object.accountId(),
        object.subject(),
        object.objects(),
        object.from(),
        object.to(),
        explanation,
        order(object.state()));
  }

  /** The file name without its folders; the subject has the full path. */
  private static String fileName(String object) {
    return FindingText.truncate(object.substring(object.lastIndexOf('/') + 1));
  }

  /** A change or a loss is worse than a missing proof. */
  private static int order(String state) {
    return switch (state) {
      case "changed", "missing" -> 0;
      case "bad_signature", "moved", "undigested" -> 1;
      case "unreadable" -> 2;
      default -> 3;
    };
  }

  private static String inWords(String state) {
    return switch (state) {
      case "changed" -> "was changed after its delivery";
      case "missing" -> "is missing: a digest names it, or an earlier check saw it";
      case "unreadable" -> "cannot be read";
      case "bad_signature" -> "does not have a valid signature of CloudTrail";
      case "undigested" -> "is named by no digest, although digests cover its time";
      case "not_validated" -> "is not proven: no signed digest vouches for it";
      case "unknown_key" -> "is signed with a key that was not given";
      case "moved" -> "is not at the location where it was delivered";
      default -> "is " + state.replace('_', ' ').toLowerCase(Locale.ROOT);
    };
  }
}
