package io.lookouttrail.reports.findings;

import static io.lookouttrail.reports.findings.rules.FactsBuilder.calls;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.factsFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.rules.FactsBuilder;
import io.lookouttrail.reports.findings.rules.FindingIds;
import io.lookouttrail.reports.findings.rules.RewrittenLogs;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Status;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Acceptances of a rule in an account, with and without a subject. */
class AccountAcceptanceTest {
  private static final String ACCOUNT = "111122223333";
  private static final String OTHER = "444455556666";
  private static final String RULE = "console_change_without_mfa";

  private static AcceptedFinding entry(
      String account, Optional<String> subject, String by, String until) {
    return new AcceptedFinding(
        Optional.empty(),
        Optional.of(RULE),
        subject,
        Optional.of(account),
        "restored",
        by,
        Optional.of(until).map(LocalDate::parse));
  }

  private static AcceptedFinding account(String account, String by, String until) {
    return entry(account, Optional.empty(), by, until);
  }

  private static AcceptedFinding byId(String subject, String by, String until) {
    return new AcceptedFinding(
        Optional.of(FindingIds.of(RULE, Optional.of(ACCOUNT), subject)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "known",
        by,
        Optional.of(until).map(LocalDate::parse));
  }

  private static Facts.Calls ofOtherAccount(String subject) {
    Facts.Calls own = calls(subject, 1);
    return new Facts.Calls(Optional.of(OTHER), subject, 1, 1, own.first(), own.last(), List.of());
  }

  /** Two findings in one account, one of the same subject in another, and one of another rule. */
  private static FactsBuilder month(String month) {
    return factsFor(month)
        .of(CallKind.CONSOLE_WITHOUT_MFA, calls("ana", 3), calls("ben", 2), ofOtherAccount("ana"))
        .of(CallKind.ROOT, calls("root", 1));
  }

  private static FindingResult found(FactsBuilder before, AcceptedFinding... accepted) {
    return found(month("2025-09"), before, accepted);
  }

  private static FindingResult found(
      FactsBuilder period, FactsBuilder before, AcceptedFinding... accepted) {
    return FindingsEvaluator.evaluate(
        new FindingsEvaluator.Input(
            new PeriodFacts(period.build(), before.build()),
            Thresholds.DEFAULTS,
            Optional.of(List.of()),
            List.of(accepted),
            0));
  }

  private static List<String> accepted(FindingResult result) {
    return result.findings().stream()
        .filter(finding -> finding.status() == Status.ACCEPTED)
        .map(
            finding ->
                finding.accountId().orElse("")
                    + " "
                    + finding.subject()
                    + " by "
                    + finding.acceptance().orElseThrow().approvedBy())
        .toList();
  }

  /** A typing error in the account is seen. */
  @Test
  void anEntryThatTakesNothingIsNamed() {
    assertThat(
            found(factsFor("2025-08"), account("999999999999", "C. Audit", "2025-09-30")).notes())
        .containsExactly(
            "The acceptance of console_change_without_mfa in account 999999999999 by C. Audit"
                + " takes no finding.");
  }

  @Test
  void aRuleAndAnAccountAcceptEveryFindingOfTheRuleThere() {
    FindingResult result = found(factsFor("2025-08"), account(ACCOUNT, "C. Audit", "2025-09-30"));

    assertThat(accepted(result))
        .containsExactly("111122223333 ana by C. Audit", "111122223333 ben by C. Audit");
    assertThat(result.notes())
        .containsExactly(
            "The acceptance of console_change_without_mfa in account 111122223333 by C. Audit takes"
                + " 2 findings.");
  }

  @Test
  void aSubjectNarrowsToTheAccount() {
    FindingResult result =
        found(factsFor("2025-08"), entry(OTHER, Optional.of("ana"), "C. Audit", "2025-12-31"));

    assertThat(accepted(result)).containsExactly("444455556666 ana by C. Audit");
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void theEntryThatEndsLastCountsAndIsCounted() {
    FindingResult result =
        found(
            factsFor("2025-08"),
            account(ACCOUNT, "C. Audit", "2025-10-31"),
            account(ACCOUNT, "too short", "2025-10-30"),
            byId("ana", "D. Boss", "2025-11-30"),
            byId("ben", "too short", "2025-10-01"));

    assertThat(accepted(result))
        .containsExactly("111122223333 ana by D. Boss", "111122223333 ben by C. Audit");
    assertThat(result.notes())
        .containsExactly(
            "The acceptance of console_change_without_mfa in account 111122223333 by C. Audit takes"
                + " 1 finding.");
  }

  @Test
  void anEntryThatEndedIsOneNoteForAllItsFindings() {
    FindingResult result = found(factsFor("2025-08"), account(ACCOUNT, "C. Audit", "2025-09-29"));

    assertThat(accepted(result)).isEmpty();
    assertThat(result.notes())
        .containsExactly(
            "The acceptance of console_change_without_mfa in account 111122223333 by C. Audit ended"
                + " on 2025-09-29. It no longer takes 2 findings.");
  }

  @Test
  void anEntryDoesNotTakeFindingsOfTheMonthBefore() {
    FindingResult result =
        found(factsFor("2025-09"), month("2025-08"), account(ACCOUNT, "C. Audit", "2025-12-31"));

    assertThat(result.findings()).extracting(Finding::status).containsOnly(Status.PAST);
    assertThat(result.findings()).filteredOn(it -> it.acceptance().isPresent()).hasSize(2);
    assertThat(result.notes())
        .containsExactly(
            "The acceptance of console_change_without_mfa in account 111122223333 by C. Audit takes"
                + " no finding.");
  }

  @Test
  void longNamesAreCut() {
    assertThat(
            found(factsFor("2025-08"), account(ACCOUNT, "x".repeat(5_000), "2025-12-31")).notes())
        .allSatisfy(note -> assertThat(note).hasSizeLessThan(300).contains("x…"));
  }

  @Test
  void rewrittenFilesOfAnAccountAreAccepted() {
    AcceptedRewrites accepted =
        new AcceptedRewrites(
            Stream.of(Optional.<String>empty(), Optional.of("b.json.gz"))
                .map(
                    subject ->
                        new AcceptedFinding(
                            Optional.empty(),
                            Optional.of(RewrittenLogs.NAME),
                            subject,
                            Optional.of(subject.isEmpty() ? ACCOUNT : OTHER),
                            "restored",
                            "C. Audit",
                            Optional.empty()))
                .toList(),
            LocalDate.parse("2025-09-30"));

    assertThat(accepted.contains(Optional.of(ACCOUNT), "a.json.gz")).isTrue();
    assertThat(accepted.contains(Optional.of(OTHER), "a.json.gz")).isFalse();
    assertThat(accepted.contains(Optional.of(OTHER), "b.json.gz")).isTrue();
    assertThat(accepted.contains(Optional.empty(), "b.json.gz")).isFalse();
  }
}
