package io.lookouttrail.reports;

import io.lookouttrail.reports.findings.rules.RewrittenLogs;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The reasons why a person must review a report before relying on it: a problem in quarantine, a
 * digest that contradicts the archive, a log file that was rewritten, or a file whose records do
 * not add up. Accepted findings are no reason.
 */
public final class ReviewReasons {
  /** The fact of the evidence that counts unresolved problems. */
  static final String OPEN_PROBLEMS = "quarantine.open";

  /** The fact of the evidence that counts files whose records do not add up. */
  static final String NOT_BALANCED = "files.not_balanced";

  static final String QUARANTINE_RULE = "unresolved_quarantine";
  private static final String DIGEST_RULES = "digest_";

  private ReviewReasons() {}

  /** Returns each reason in a few words; empty where no review is needed. */
  public static List<String> reasons(Report report) {
    List<String> reasons = new ArrayList<>();
    long problems = fact(report, OPEN_PROBLEMS);
    if (problems > 0 && !isAccepted(report)) {
      reasons.add(counted(problems, "problem") + " open in quarantine");
    }
    report.findings().stream()
        .filter(ReviewReasons::contradicts)
        .collect(Collectors.groupingBy(Finding::title, TreeMap::new, Collectors.toList()))
        .forEach(
            (title, findings) ->
                reasons.add(title + ": " + whatOf(findings, unlisted(report, findings.get(0)))));
    long files = fact(report, NOT_BALANCED);
    if (files > 0) {
      reasons.add(counted(files, "file") + (files == 1 ? " does" : " do") + " not add up");
    }
    return reasons;
  }

  private static String whatOf(List<Finding> findings, long unlisted) {
    long all = findings.size() + unlisted;
    return all == 1 ? findings.get(0).subject() : Long.toString(all);
  }

  private static long unlisted(Report report, Finding finding) {
    return report.rules().stream()
        .filter(rule -> rule.rule().equals(finding.rule()))
        .mapToLong(RuleResult::unlisted)
        .sum();
  }

  private static boolean isAccepted(Report report) {
    List<Finding> findings =
        report.findings().stream()
            .filter(finding -> finding.rule().equals(QUARANTINE_RULE))
            .filter(finding -> finding.status().isPresent())
            .toList();
    return !findings.isEmpty()
        && findings.stream().allMatch(finding -> finding.status() == Finding.Status.ACCEPTED);
  }

  private static boolean contradicts(Finding finding) {
    return (finding.rule().startsWith(DIGEST_RULES) || finding.rule().equals(RewrittenLogs.NAME))
        && finding.severity() == Finding.Severity.HIGH
        && finding.status() != Finding.Status.ACCEPTED
        && finding.status().isPresent();
  }

  private static long fact(Report report, String name) {
    Value value = report.evidence().facts().get(name);
    if (value instanceof Value.Whole whole) {
      return whole.number();
    }
    throw new IllegalStateException("the evidence has no number " + name);
  }

  private static String counted(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
