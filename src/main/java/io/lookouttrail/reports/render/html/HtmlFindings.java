package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Severity;
import io.lookouttrail.reports.model.Finding.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The findings.
 *
 * @param matters the first few that are open and of high or medium severity
 * @param open how many of each severity are neither accepted nor gone
 * @param shown the first of all
 */
record HtmlFindings(
    List<HtmlFinding> matters,
    long mattering,
    List<Open> open,
    List<HtmlFinding> shown,
    long total,
    List<String> notes) {
  private static final int FIRST_SCREEN = 5;
  private static final int LONGEST = 200;

  static HtmlFindings of(List<Finding> findings, List<String> notes) {
    List<Finding> matters = findings.stream().filter(HtmlFindings::matters).toList();
    return new HtmlFindings(
        matters.stream().limit(FIRST_SCREEN).map(HtmlFinding::of).toList(),
        matters.size(),
        Arrays.stream(Severity.values())
            .map(severity -> new Open(severity, count(findings, severity)))
            .toList(),
        findings.stream().limit(LONGEST).map(HtmlFinding::of).toList(),
        findings.size(),
        notes);
  }

  private static boolean isOpen(Finding finding) {
    return finding.status() == Status.NEW || finding.status() == Status.KNOWN;
  }

  private static boolean matters(Finding finding) {
    return isOpen(finding) && finding.severity().compareTo(Severity.MEDIUM) <= 0;
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(it -> isOpen(it) && it.severity() == severity).count();
  }

  /** How many findings of a severity are open. */
  record Open(Severity severity, long count) {}

  /** A finding and its times as one reads them. */
  record HtmlFinding(Finding of, Optional<HtmlCell> first, Optional<HtmlCell> last) {
    static HtmlFinding of(Finding finding) {
      return new HtmlFinding(
          finding, finding.firstSeen().map(HtmlCell::of), finding.lastSeen().map(HtmlCell::of));
    }
  }
}
