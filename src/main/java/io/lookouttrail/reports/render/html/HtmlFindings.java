package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Severity;
import io.lookouttrail.reports.model.Finding.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The findings as the page shows them.
 *
 * @param important the first open findings of high or medium severity
 * @param importantTotal number of open findings of high or medium severity
 * @param open number of findings by severity that are new or known
 * @param shown the first findings of all
 */
record HtmlFindings(
    List<HtmlFinding> important,
    long importantTotal,
    List<Open> open,
    List<HtmlFinding> shown,
    long total,
    List<String> notes) {
  private static final int MAX_IMPORTANT = 5;
  private static final int MAX_SHOWN = 200;

  static HtmlFindings of(List<Finding> findings, List<String> notes) {
    List<Finding> important = findings.stream().filter(HtmlFindings::isImportant).toList();
    return new HtmlFindings(
        important.stream().limit(MAX_IMPORTANT).map(HtmlFinding::of).toList(),
        important.size(),
        Arrays.stream(Severity.values())
            .map(severity -> new Open(severity, count(findings, severity)))
            .toList(),
        findings.stream().limit(MAX_SHOWN).map(HtmlFinding::of).toList(),
        findings.size(),
        notes);
  }

  private static boolean isOpen(Finding finding) {
    return finding.status() == Status.NEW || finding.status() == Status.KNOWN;
  }

  private static boolean isImportant(Finding finding) {
    return isOpen(finding) && finding.severity().compareTo(Severity.MEDIUM) <= 0;
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(it -> isOpen(it) && it.severity() == severity).count();
  }

  /** Number of open findings of a severity. */
  record Open(Severity severity, long count) {}

  /** A finding with its times as the page shows them. */
  record HtmlFinding(Finding of, Optional<HtmlCell> first, Optional<HtmlCell> last) {
    static HtmlFinding of(Finding finding) {
      return new HtmlFinding(
          finding, finding.firstSeen().map(HtmlCell::of), finding.lastSeen().map(HtmlCell::of));
    }
  }
}
