package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Status;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.render.common.FindingOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule with its findings.
 *
 * @param open number of findings that are new or known, and of those that are not listed
 * @param tally number of findings by status, such as {@code 3 new, 1 accepted}
 * @param shown the first findings, the worst first
 * @param total number of all findings in the list, also those of the month before
 * @param hasAccounts whether a finding has an account
 */
record HtmlRule(
    RuleResult of,
    long open,
    String tally,
    List<HtmlFinding> shown,
    long total,
    boolean hasAccounts) {
  private static final int MAX_SHOWN = 50;

  static HtmlRule of(RuleResult rule, List<Finding> all) {
    List<Finding> findings =
        all.stream()
            .filter(finding -> finding.rule().equals(rule.rule()))
            .sorted(FindingOrder.WORST_FIRST)
            .toList();
    return new HtmlRule(
        rule,
        findings.stream().filter(finding -> finding.status().isOpen()).count() + rule.unlisted(),
        tally(findings),
        findings.stream().limit(MAX_SHOWN).map(finding -> HtmlFinding.of(finding, rule)).toList(),
        findings.size(),
        findings.stream().anyMatch(finding -> finding.accountId().isPresent()));
  }

  private static String tally(List<Finding> findings) {
    return Arrays.stream(Status.values())
        .flatMap(
            status -> {
              long count = findings.stream().filter(it -> it.status() == status).count();
              return count == 0
                  ? Stream.empty()
                  : Stream.of(String.format(Locale.ROOT, "%,d %s", count, status.label()));
            })
        .collect(Collectors.joining(", "));
  }

  /**
   * A finding with its times as the page shows them.
   *
   * @param severe whether its severity is another one than its rule's
   */
  record HtmlFinding(
      Finding of, Optional<HtmlCell> first, Optional<HtmlCell> last, boolean severe) {
    static HtmlFinding of(Finding finding, RuleResult rule) {
      return new HtmlFinding(
          finding,
          finding.firstSeen().map(HtmlCell::of),
          finding.lastSeen().map(HtmlCell::of),
          finding.severity() != rule.severity());
    }
  }
}
