package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Status;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.render.common.RuleFindings;
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

  static HtmlRule of(RuleFindings rule) {
    return new HtmlRule(
        rule.rule(),
        rule.open(),
        tally(rule),
        rule.findings().stream()
            .limit(MAX_SHOWN)
            .map(finding -> HtmlFinding.of(finding, rule.rule()))
            .toList(),
        rule.findings().size(),
        rule.findings().stream().anyMatch(finding -> finding.accountId().isPresent()));
  }

  private static String tally(RuleFindings rule) {
    Stream<String> listed =
        Arrays.stream(Status.values())
            .filter(status -> rule.count(status) > 0)
            .map(status -> counted(rule.count(status), status.label()));
    long unlisted = rule.rule().unlisted();
    return Stream.concat(
            listed, unlisted == 0 ? Stream.empty() : Stream.of(counted(unlisted, "not listed")))
        .collect(Collectors.joining(", "));
  }

  private static String counted(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s", number, what);
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
