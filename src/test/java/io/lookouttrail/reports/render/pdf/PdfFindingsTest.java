package io.lookouttrail.reports.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.LargeReport;
import io.lookouttrail.fixtures.TestReports;
import java.util.List;
import org.junit.jupiter.api.Test;

class PdfFindingsTest {
  private static List<PdfFindings.OfRule> large(int rules, int findings) {
    return PdfFindings.of(new LargeReport(1, rules, findings).report());
  }

  @Test
  void putsOpenRulesFirstThenAcceptedThenGone() {
    assertThat(PdfFindings.of(TestReports.ofAMonth()))
        .extracting(PdfFindings.OfRule::title)
        .containsExactly(
            "Root used", "Log gap", "Idle model", "Denial burst", "Long term key", "Throttling");
  }

  @Test
  void headsARuleByWhatItFound() {
    List<PdfFindings.OfRule> rules = PdfFindings.of(TestReports.ofAMonth());
    assertThat(rules.get(0).heading())
        .isEqualTo("1 found in account 100000000001, 4 to 27 September 2025");
    assertThat(rules.get(0).controls()).isEqualTo("SOC 2 CC6.1, ISO 27001:2022 A.8.2");
    assertThat(rules.get(5).heading()).isEqualTo("Throttling: nothing in this period");
  }

  @Test
  void saysWhoAcceptedAFinding() {
    assertThat(PdfFindings.of(TestReports.ofAMonth()).get(4).rows().get(0).observed())
        .startsWith("Seen 412 times in September 2025. Accepted by Ines Falk until 2026-03-31: ");
  }

  @Test
  void showsTheEightWorstFindingsOfARule() {
    PdfFindings.OfRule rule = large(1, 144).get(0);
    assertThat(rule.rows())
        .extracting(PdfFindings.Row::count)
        .containsExactly("143", "142", "141", "140", "139", "138", "137", "136");
    assertThat(rule.rows().get(0).seen()).isEqualTo("2025-09-04 to 2025-09-27");
    assertThat(rule.extent()).isEqualTo("The worst 8 of 1,144; findings.csv lists 144.");
    assertThat(PdfFindings.of(TestReports.withFindings(1)).get(0).extent())
        .isEqualTo("The worst 1 of 21; findings.csv lists 1.");
    assertThat(PdfFindings.of(TestReports.ofAMonth()).get(0).extent())
        .isEqualTo("1, also in findings.csv.");
    assertThat(PdfFindings.of(TestReports.ofAMonth()).get(5).extent())
        .as("a finding of the month before is none of this one")
        .isEqualTo("1 of the month before, also in findings.csv.");
  }

  @Test
  void limitsTheRowsOfAllRulesTogether() {
    assertThat(large(5, 4_000)).allMatch(rule -> rule.rows().size() == 8);
    assertThat(large(12, 1_000)).hasSize(12).allMatch(rule -> rule.rows().size() == 3);
    assertThat(large(21, 1_000)).hasSize(21).allMatch(rule -> rule.rows().size() == 1);
  }
}
