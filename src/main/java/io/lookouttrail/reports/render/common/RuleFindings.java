package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.RuleResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A rule that has findings.
 *
 * @param findings those of the list, also of the month before; the worst first
 */
public record RuleFindings(RuleResult rule, List<Finding> findings) {
  private static final Comparator<RuleFindings> WORST_FIRST =
      Comparator.comparing((RuleFindings it) -> it.open() == 0)
          .thenComparing(it -> it.rule().severity())
          .thenComparing(Comparator.comparingLong(RuleFindings::open).reversed());

  public RuleFindings {
    findings = List.copyOf(findings);
  }

  /**
   * The rules of a report that have findings: first those with open ones, the most severe, with the
   * most findings.
   */
  public static List<RuleFindings> of(Report report) {
    Map<String, List<Finding>> byRule =
        report.findings().stream()
            .sorted(FindingOrder.WORST_FIRST)
            .collect(Collectors.groupingBy(Finding::rule));
    return report.rules().stream()
        .filter(rule -> byRule.containsKey(rule.rule()))
        .map(rule -> new RuleFindings(rule, byRule.getOrDefault(rule.rule(), List.of())))
        .sorted(WORST_FIRST)
        .toList();
  }

  /** Number of findings that are new or known, and of those that the report does not list. */
  public long open() {
    return findings.stream().filter(finding -> finding.status().isOpen()).count() + rule.unlisted();
  }

  /** Number of findings of the report's months, also of those that the report does not list. */
  public long present() {
    return findings.stream().filter(finding -> finding.status().isPresent()).count()
        + rule.unlisted();
  }

  /** Number of findings with a status. */
  public long count(Finding.Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }
}
