package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A digest, or a log that one names, is not what was signed. */
final class DigestsContradicted implements Rule {
  private static final RuleDescription TEXT =
      new RuleDescription(
          "digest_contradicted",
          Severity.HIGH,
          "Files that their digests contradict",
          "The archive is not what CloudTrail delivered here: find out who can write to it, and"
              + " compare with another copy.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    return RuleOutcome.ofEach(facts.of(DigestKind.CONTRADICTED), DigestsContradicted::seen);
  }

  private static Observation seen(Facts.Digests object) {
    return new Observation(
        Optional.empty(),
        object.accountId(),
        object.subject(),
        object.objects(),
        object.from(),
        object.to(),
        "%s %s.".formatted(file(object.subject()), inWords(object.state())));
  }

  /** The name without its folders; the subject has it whole. */
  private static String file(String object) {
    return FindingText.cut(object.substring(object.lastIndexOf('/') + 1));
  }

  private static String inWords(String state) {
    return switch (state) {
      case "changed" -> "was changed after it had been delivered";
      case "missing" -> "is named by a digest and is not there";
      case "unreadable" -> "cannot be read";
      case "bad_signature" -> "does not bear CloudTrail's signature";
      case "undigested" -> "is named by no digest, though there are digests of its time";
      case "moved" -> "does not lie where it was delivered";
      default -> "is " + state.replace('_', ' ').toLowerCase(Locale.ROOT);
    };
  }
}
