package io.lookouttrail.cli.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.RunId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportSummaryTest {
  private static String shown(Report report, String... reasons) {
    ReportSummary summary = ReportSummary.of(report, List.of(reasons));
    StringWriter text = new StringWriter();
    summary.print(
        new ReportStep.Made(
            new RunId("run-1"),
            "/reports/2025-09",
            ExitCode.DONE,
            summary,
            new TreeMap<>(Map.of("ask", 61.04, "draw", 2.5))),
        new PrintWriter(text));
    return text.toString();
  }

  @Test
  void reportsWhereItLiesItsFiguresAndTheFindingsBySeverity() {
    assertThat(shown(TestReports.ofAMonth(), "2 problems open in quarantine"))
        .contains(
            "Report           /reports/2025-09/index.html\n",
            "Scope            Amazon Lookout for Vision, 2025-09, 3 accounts, 2 Regions,"
                + " delivered up to 2025-10-03T23:55:00Z\n",
            "Calls            48,213 (the month before: 45,880)\n",
            "Inference hours  1312.50 (the month before: 1204.25)\n",
            "Findings         2 high, 2 medium, 1 accepted\n",
            "Review           2 problems open in quarantine\n",
            "Time             1 min 3 s: ask 61.0, draw 2.5\n");
  }

  /** The console, the run's row and the first screen count the same findings. */
  @Test
  void countsAlsoTheFindingsThatAreNotListed() {
    Report cut = TestReports.withFindings(150);
    assertThat(shown(cut))
        .contains(
            "Findings         170 high\n",
            "                 150 found in account 100000000001, 4 to 27 September 2025\n");
    assertThat(ReportSummary.of(cut, List.of()).counts()).containsEntry("findings_high", 170L);
  }

  @Test
  void comparesWithThePeriodThatIsAskedFor() {
    assertThat(shown(TestReports.comparedTo("2024-09")))
        .contains("Calls            48,213 (2024-09: 40)\n");
  }

  @Test
  void reportsAMonthWithoutACall() {
    assertThat(shown(TestReports.ofNoCall()))
        .contains(
            "Nil return       312 files, 40,112 records, no call\n", "Findings         none\n")
        .doesNotContain("Calls  ", "Review");
  }

  @Test
  void countsForTheRunsRow() {
    assertThat(ReportSummary.of(TestReports.ofAMonth(), List.of()).counts())
        .containsEntry("findings_high", 2L)
        .containsEntry("findings_low", 0L)
        .containsEntry("calls", 48_213L)
        .doesNotContainKey("inference_hours");
  }
}
