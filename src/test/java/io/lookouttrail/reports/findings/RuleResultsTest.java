package io.lookouttrail.reports.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Severity;
import io.lookouttrail.reports.model.Finding.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleResultsTest {
  private static Finding finding(String from, String to) {
    return new Finding(
        "F-1",
        Severity.HIGH,
        "root_used",
        "Title",
        Status.NEW,
        List.of(),
        Optional.empty(),
        "root",
        1,
        Optional.ofNullable(from).map(Instant::parse),
        Optional.ofNullable(to).map(Instant::parse),
        "",
        "",
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-10-02T00:00:00Z | 2025-10-02T23:59:59Z | 2 October 2025",
        "2025-10-02T05:00:00Z | 2025-10-05T06:00:00Z | 2 to 5 October 2025",
        "2025-09-28T05:00:00Z | 2025-10-03T06:00:00Z | 28 September to 3 October 2025",
        "2025-12-30T05:00:00Z | 2026-01-02T06:00:00Z | 30 December 2025 to 2 January 2026",
        "2025-09-01T00:00:00Z | 2025-10-01T00:00:00Z | 1 to 30 September 2025",
        "2025-09-01T00:00:00Z | 2025-09-01T00:00:00Z | 1 September 2025",
        "2025-09-01T00:00:00Z |                      | 1 September 2025",
        "                     | 2025-09-04T01:00:00Z | 4 September 2025",
      })
  void writesDaysAsAReaderDoes(String from, String to, String expected) {
    assertThat(DayRangeText.of(List.of(finding(from, to)))).contains(expected);
  }

  @Test
  void spansTheDaysOfAllFindings() {
    assertThat(
            DayRangeText.of(
                List.of(
                    finding("2025-10-04T00:00:00Z", "2025-10-05T01:00:00Z"),
                    finding("2025-10-02T00:00:00Z", "2025-10-03T01:00:00Z"))))
        .contains("2 to 5 October 2025");
    assertThat(DayRangeText.of(List.of(finding(null, null)))).isEmpty();
  }
}
