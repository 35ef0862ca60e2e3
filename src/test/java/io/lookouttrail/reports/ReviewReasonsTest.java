package io.lookouttrail.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestRules;
import io.lookouttrail.reports.model.Evidence;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Severity;
import io.lookouttrail.reports.model.Finding.Status;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Value;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReviewReasonsTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2025, 9);

  private static List<String> reasons(long problems, long unbalanced, Finding... findings) {
    return ReviewReasons.reasons(
        new Report(
            new Scope(
                "A service",
                "a.amazonaws.com",
                SEPTEMBER,
                SEPTEMBER,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "1",
                Optional.empty()),
            List.of(),
            List.of(),
            List.of(findings),
            TestRules.of(List.of(findings)),
            List.of(),
            List.of(),
            new Evidence(
                List.of(),
                new TreeMap<>(
                    Map.of(
                        ReviewReasons.OPEN_PROBLEMS,
                        Value.whole(problems),
                        ReviewReasons.NOT_BALANCED,
                        Value.whole(unbalanced))),
                List.of())));
  }

  private static Finding finding(String rule, Severity severity, Status status) {
    return new Finding(
        "f-1",
        severity,
        rule,
        "Title",
        status,
        List.of(),
        Optional.empty(),
        "subject",
        1,
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        Optional.empty());
  }

  @Test
  void hasNoReasonWithoutProblems() {
    assertThat(reasons(0, 0)).isEmpty();
    assertThat(reasons(0, 0, finding("root_used", Severity.HIGH, Status.NEW))).isEmpty();
  }

  @Test
  void quarantineIsAReasonUnlessAccepted() {
    assertThat(reasons(1, 0)).containsExactly("1 problem open in quarantine");
    Finding open = finding(ReviewReasons.QUARANTINE_RULE, Severity.MEDIUM, Status.KNOWN);
    Finding accepted = finding(ReviewReasons.QUARANTINE_RULE, Severity.MEDIUM, Status.ACCEPTED);
    assertThat(reasons(1_234, 0, open, accepted))
        .containsExactly("1,234 problems open in quarantine");
    assertThat(reasons(2, 0, accepted)).isEmpty();
  }

  @Test
  void aContradictingDigestIsAReason() {
    assertThat(reasons(0, 0, finding("digest_contradicted", Severity.HIGH, Status.KNOWN)))
        .containsExactly("Title: subject");
    assertThat(reasons(0, 0, finding("digest_unchecked", Severity.LOW, Status.NEW))).isEmpty();
    assertThat(reasons(0, 0, finding("digest_contradicted", Severity.HIGH, Status.GONE))).isEmpty();
    assertThat(reasons(0, 0, finding("digest_contradicted", Severity.HIGH, Status.PAST))).isEmpty();
    assertThat(reasons(0, 0, finding("digest_contradicted", Severity.HIGH, Status.ACCEPTED)))
        .isEmpty();
  }

  @Test
  void aRewrittenLogIsAReasonUnlessAccepted() {
    assertThat(reasons(0, 0, finding("rewritten_log", Severity.HIGH, Status.NEW)))
        .containsExactly("Title: subject");
    assertThat(reasons(0, 0, finding("rewritten_log", Severity.HIGH, Status.ACCEPTED))).isEmpty();
  }

  @Test
  void aFileThatDoesNotAddUpIsAReason() {
    assertThat(reasons(0, 1)).containsExactly("1 file does not add up");
    assertThat(reasons(0, 2)).containsExactly("2 files do not add up");
  }
}
