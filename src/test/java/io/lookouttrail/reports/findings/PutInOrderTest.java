package io.lookouttrail.reports.findings;

import static io.lookouttrail.reports.findings.rules.FactsBuilder.factsFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.rules.FactsBuilder;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Severity;
import io.lookouttrail.reports.model.Finding.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Findings of the month before that were looked at again and are in order. */
class PutInOrderTest {
  private static final String RESOLVED = "2025-10-03T08:00:00Z";
  private static final Thresholds ONE_SUBJECT = new Thresholds(3, 10, 10, 100, 24, 3, 1);

  private static FindingResult result(
      FactsBuilder period, FactsBuilder before, Thresholds thresholds) {
    return FindingsEvaluator.evaluate(
        new FindingsEvaluator.Input(
            new PeriodFacts(period.build(), before.build()),
            thresholds,
            Optional.of(List.of()),
            List.of(),
            0));
  }

  private static List<Finding> found(FactsBuilder period, FactsBuilder before) {
    return result(period, before, Thresholds.DEFAULTS).findings();
  }

  private static FactsBuilder september() {
    return factsFor("2025-09");
  }

  private static FactsBuilder august() {
    return factsFor("2025-08");
  }

  private static Facts.Digests digests(String object, Optional<Facts.Recheck> recheck) {
    return new Facts.Digests(
        Optional.of("111122223333"),
        object,
        recheck.isPresent() ? "valid" : "changed",
        1,
        1,
        Optional.of(Instant.parse("2025-08-12T10:00:00Z")),
        Optional.of(Instant.parse("2025-08-12T11:00:00Z")),
        List.of(object),
        recheck);
  }

  private static Facts.Digests passed(String object) {
    return digests(
        object,
        Optional.of(
            new Facts.Recheck(
                Instant.parse("2025-09-02T23:59:59Z"), Instant.parse("2025-10-03T00:00:00Z"))));
  }

  @Test
  void resolvedProblemsAreGone() {
    assertThat(
            found(
                september(),
                august()
                    .resolved("truncated", 3, RESOLVED, "a.json.gz", "c.json.gz")
                    .resolved("not_gzip", 1, RESOLVED)))
        .extracting(
            Finding::severity,
            Finding::subject,
            Finding::status,
            Finding::count,
            Finding::explanation)
        .containsExactly(
            tuple(
                Severity.MEDIUM,
                "not_gzip",
                Status.GONE,
                1L,
                "In order: 1 file or record that was in quarantine as not gzip is resolved on"
                    + " 2025-10-03."),
            tuple(
                Severity.MEDIUM,
                "truncated",
                Status.GONE,
                3L,
                "In order: 3 files or records that were in quarantine as truncated (a.json.gz,"
                    + " c.json.gz) are resolved, the last on 2025-10-03."));
  }

  @Test
  void problemsThatAreStillOpenAreNotGone() {
    assertThat(
            found(
                september().quarantined("truncated", 1),
                august().resolved("truncated", 3, RESOLVED)))
        .extracting(Finding::status)
        .containsExactly(Status.NEW);
    assertThat(
            found(
                september(),
                august().quarantined("truncated", 1).resolved("truncated", 3, RESOLVED)))
        .extracting(Finding::status)
        .containsExactly(Status.PAST);
  }

  @Test
  void filesThatPassAfterTheyFailedAreGone() {
    assertThat(found(september(), august().of(DigestKind.IN_ORDER_AGAIN, passed("logs/a.json.gz"))))
        .extracting(Finding::severity, Finding::subject, Finding::status, Finding::explanation)
        .containsExactly(
            tuple(
                Severity.HIGH,
                "logs/a.json.gz",
                Status.GONE,
                "In order: a.json.gz failed validation on 2025-09-02 and passed it on"
                    + " 2025-10-03."));
  }

  @Test
  void filesThatAnotherCheckContradictsAreNotGone() {
    FactsBuilder before =
        august()
            .of(DigestKind.IN_ORDER_AGAIN, passed("logs/a.json.gz"))
            .of(DigestKind.CONTRADICTED, digests("logs/a.json.gz", Optional.empty()));

    assertThat(found(september(), before)).extracting(Finding::status).containsExactly(Status.PAST);
  }

  /** A problem that is in order may be among those that are not listed. */
  @Test
  void nothingIsGoneWhereTheListOfOpenOnesIsIncomplete() {
    FactsBuilder before =
        august()
            .quarantined("archived", 9)
            .quarantined("corrupt_gzip", 8)
            .resolved("truncated", 3, RESOLVED);

    assertThat(result(september(), before, ONE_SUBJECT).findings())
        .extracting(Finding::subject, Finding::status)
        .containsExactly(tuple("archived", Status.PAST));
  }

  @Test
  void aNoteSaysHowManyAreListed() {
    FactsBuilder before =
        august().resolved("truncated", 3, RESOLVED).resolved("not_gzip", 4, RESOLVED);

    FindingResult result = result(september(), before, ONE_SUBJECT);

    assertThat(result.findings()).extracting(Finding::subject).containsExactly("not_gzip");
    assertThat(result.notes())
        .containsExactly(
            "Put in order: Unresolved quarantine: the list has 1 of 2, those with the highest counts"
                + " (subjects_per_rule).");
  }

  @Test
  void aMonthThatIsNotInTheTablesHasNoneThatAreGone() {
    assertThat(found(september(), august().logFiles(0).resolved("truncated", 3, RESOLVED)))
        .isEmpty();
  }
}
