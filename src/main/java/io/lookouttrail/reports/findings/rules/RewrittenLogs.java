package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Rule: a log file was read, and later its content was another one. */
public final class RewrittenLogs implements Rule {
  /** The rule's name; the ingest command also knows it. */
  public static final String NAME = "rewritten_log";

  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          NAME,
          Severity.HIGH,
          "Log files that were rewritten",
          RuleSubjects.of("log file that was rewritten", "log files that were rewritten")
              .foundByRuns(),
          "CloudTrail never rewrites a log file, so somebody changed it. Its events of before and of"
              + " now are both counted. Find out who can write to the archive, and compare the file"
              + " with another copy.",
          List.of(Controls.CC7_2, Controls.A_8_15));

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
    return RuleOutcome.ofEach(facts.rewrittenLogs(), RewrittenLogs::observation);
  }

  private static Observation observation(Facts.RewrittenLog log) {
    String file = log.sourceFile();
    return new Observation(
        Optional.empty(),
        log.accountId(),
        file,
        log.rewrites(),
        Optional.of(log.first()),
        Optional.of(log.last()),
        "%s was rewritten after it was read%s: %s."
            .formatted(
                FindingText.truncate(file.substring(file.lastIndexOf('/') + 1)),
                log.rewrites() == 1 ? "" : ", " + FindingText.count(log.rewrites(), "time"),
                difference(log)));
  }

  private static String difference(Facts.RewrittenLog log) {
    return log.hashBefore().isPresent() && log.hashNow().isPresent()
        ? "SHA-256 %s before, %s now".formatted(log.hashBefore().get(), log.hashNow().get())
        : "its size differs, and its hashes cannot be compared because one was not computed";
  }
}
