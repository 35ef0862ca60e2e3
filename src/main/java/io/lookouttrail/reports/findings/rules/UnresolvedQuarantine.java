package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Rule: files or records are in quarantine and not resolved. */
final class UnresolvedQuarantine implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "unresolved_quarantine",
          Severity.MEDIUM,
          "Unresolved quarantine",
          RuleSubjects.counted("file or record in quarantine", "files or records in quarantine")
              .foundByRuns(),
          "Calls may be missing from every figure. Repair or restore the files, then run the ingest"
              + " command on this archive again with --retry-quarantined.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return RuleOutcome.ofEach(facts.quarantine(), UnresolvedQuarantine::observation);
  }

  @Override
  public RuleOutcome putInOrder(Facts before) {
    return RuleOutcome.ofEach(before.resolved(), UnresolvedQuarantine::resolved);
  }

  private static Observation observation(Facts.Quarantined problem) {
    return observation(
        problem,
        "%s in quarantine as %s%s."
            .formatted(
                problem.entries() == 1
                    ? "1 file or record is"
                    : FindingText.number(problem.entries()) + " files or records are",
                inWords(problem),
                inBrackets(problem.examples())));
  }

  private static Observation resolved(Facts.Quarantined problem) {
    boolean isOne = problem.entries() == 1;
    return observation(
        problem,
        "%s in quarantine as %s%s %s resolved%s."
            .formatted(
                isOne
                    ? "1 file or record that was"
                    : FindingText.number(problem.entries()) + " files or records that were",
                inWords(problem),
                inBrackets(problem.examples()),
                isOne ? "is" : "are",
                problem
                    .lastResolved()
                    .map(at -> (isOne ? " on " : ", the last on ") + FindingText.day(at))
                    .orElse("")));
  }

  private static String inWords(Facts.Quarantined problem) {
    return problem.problem().replace('_', ' ');
  }

  private static Observation observation(Facts.Quarantined problem, String explanation) {
    return new Observation(
        Optional.empty(),
        problem.accountId(),
        problem.problem(),
        problem.entries(),
        problem.firstFound(),
        problem.lastFound(),
        explanation);
  }
}
