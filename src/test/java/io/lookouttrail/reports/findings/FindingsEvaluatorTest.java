package io.lookouttrail.reports.findings;

import static io.lookouttrail.reports.findings.rules.FactsBuilder.calls;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.factsFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.facts.TopItems;
import io.lookouttrail.reports.findings.rules.FactsBuilder;
import io.lookouttrail.reports.findings.rules.FindingIds;
import io.lookouttrail.reports.findings.rules.FindingRules;
import io.lookouttrail.reports.findings.rules.RuleDescription;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Severity;
import io.lookouttrail.reports.model.Finding.Status;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ids, status, acceptance, order and notes of findings. */
class FindingsEvaluatorTest {
  private static final String ROOT_ID = "F-37604ab47e26";

  private static FindingResult found(
      FactsBuilder period,
      FactsBuilder before,
      Thresholds thresholds,
      AcceptedFinding... accepted) {
    return FindingsEvaluator.evaluate(
        new FindingsEvaluator.Input(
            new PeriodFacts(period.build(), before.build()),
            thresholds,
            Optional.of(List.of()),
            List.of(accepted),
            0));
  }

  private static List<Finding> found(
      FactsBuilder period, FactsBuilder before, AcceptedFinding... accepted) {
    return found(period, before, Thresholds.DEFAULTS, accepted).findings();
  }

  private static AcceptedFinding byId(String id, String until) {
    return new AcceptedFinding(
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "drill",
        "C. Audit",
        Optional.ofNullable(until).map(LocalDate::parse));
  }

  private static AcceptedFinding bySubject(String rule, String subject, String until) {
    return new AcceptedFinding(
        Optional.empty(),
        Optional.of(rule),
        Optional.of(subject),
        Optional.empty(),
        "by contract",
        "D. Boss",
        Optional.ofNullable(until).map(LocalDate::parse));
  }

  private static FactsBuilder root(String month) {
    return factsFor(month).of(CallKind.ROOT, calls("root", 3));
  }

  @Test
  void anIdDependsOnRuleAccountAndSubject() {
    assertThat(FindingIds.of("root_used", Optional.of("111122223333"), "root")).isEqualTo(ROOT_ID);
    assertThat(FindingIds.of("digest_unchecked", Optional.empty(), "every log file"))
        .isEqualTo("F-b5703b9f86cf");
    assertThat(
            Stream.of(
                FindingIds.of("root_used", Optional.of("111122223333"), "root"),
                FindingIds.of("root_used", Optional.of("111122223334"), "root"),
                FindingIds.of("root_used", Optional.empty(), "111122223333root"),
                FindingIds.of("root_use", Optional.of("d111122223333"), "root")))
        .doesNotHaveDuplicates();
    assertThat(FindingIds.isId(FindingIds.of("a", Optional.empty(), ""))).isTrue();
  }

  @Test
  void anIdIsTheSameInEveryMonth() {
    assertThat(
            Stream.of(
                    found(root("2025-09"), factsFor("2025-08")),
                    found(root("2025-03"), factsFor("2025-02")))
                .map(findings -> findings.get(0).id()))
        .containsExactly(ROOT_ID, ROOT_ID);
  }

  @Test
  void aFindingIsNewOrKnownByTheMonthBefore() {
    assertThat(found(root("2025-09"), factsFor("2025-08")))
        .extracting(Finding::rule, Finding::status)
        .containsExactly(tuple("root_used", Status.NEW));
    assertThat(found(root("2025-09"), root("2025-08")))
        .extracting(Finding::rule, Finding::status)
        .containsExactly(tuple("root_used", Status.KNOWN));
  }

  @Test
  void aFindingOfTheMonthBeforeThatIsNotSeenIsPast() {
    assertThat(found(factsFor("2025-09"), root("2025-08")))
        .extracting(Finding::id, Finding::status, Finding::count, Finding::explanation)
        .containsExactly(
            tuple(
                ROOT_ID,
                Status.PAST,
                3L,
                "Not in 2025-09. In 2025-08: The root user made 3 calls, all of which succeeded. The"
                    + " root user can do everything; least privilege cannot limit it. Find out who"
                    + " signed in and why, and use a role instead."));
  }

  @Test
  void aFindingOfTheMonthBeforeIsGoneIfItWasLookedAtAgainAndIsInOrder() {
    FactsBuilder before =
        factsFor("2025-08").of(CallKind.CONSOLE_WITHOUT_MFA, calls("ana", 1), calls("ben", 1));
    FactsBuilder now = factsFor("2025-09").of(CallKind.CONSOLE_WITH_MFA, calls("ana", 2));

    assertThat(found(now, before))
        .extracting(Finding::subject, Finding::status)
        .containsExactly(tuple("ana", Status.GONE), tuple("ben", Status.PAST));
    assertThat(found(now, before).get(0).explanation())
        .startsWith("In order in 2025-09. In 2025-08: ");
  }

  @Test
  void aPeriodIsComparedWithTheMonthBeforeItsFirst() {
    FactsBuilder quarter = factsFor("2025-07", "2025-09").of(CallKind.ROOT, calls("root", 1));

    assertThat(found(quarter, root("2025-06")))
        .extracting(Finding::status)
        .containsExactly(Status.KNOWN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> found(quarter, root("2025-08")))
        .withMessageContaining("2025-08 is not the month before");
  }

  @Test
  void aSingleEventIsNotListedAfterwards() {
    FactsBuilder before =
        factsFor("2025-08")
            .of(CallKind.DELETED, calls("model m", 1))
            .of(CallKind.FIRST_ACTOR, calls("eve", 1));

    assertThat(found(factsFor("2025-09"), before)).isEmpty();
  }

  @Test
  void aMonthBeforeThatIsNotInTheTablesIsNotComparedWith() {
    FactsBuilder missing = root("2025-08").logFiles(0);

    FindingResult none = found(factsFor("2025-09"), missing, Thresholds.DEFAULTS);
    assertThat(none.findings()).isEmpty();
    assertThat(none.notes())
        .containsExactly("2025-08 is not in the tables, so every finding counts as new.");
    assertThat(found(root("2025-09"), missing))
        .extracting(Finding::status)
        .containsExactly(Status.NEW);
  }

  @Test
  void anAcceptanceIsValidThroughItsLastDay() {
    FactsBuilder facts = root("2025-09");

    assertThat(found(facts, root("2025-08"), byId(ROOT_ID, "2025-09-30")))
        .extracting(Finding::status)
        .containsExactly(Status.ACCEPTED);
    assertThat(found(facts, root("2025-08"), byId(ROOT_ID, null)))
        .extracting(Finding::status)
        .containsExactly(Status.ACCEPTED);
    FindingResult expired =
        found(facts, root("2025-08"), Thresholds.DEFAULTS, byId(ROOT_ID, "2025-09-29"));
    assertThat(expired.findings()).extracting(Finding::status).containsExactly(Status.KNOWN);
    assertThat(expired.findings().get(0).acceptance()).isEmpty();
    assertThat(expired.notes())
        .containsExactly(
            "Finding "
                + ROOT_ID
                + " (root_used) is no longer accepted: the acceptance by C. Audit ended on"
                + " 2025-09-29.");
  }

  @Test
  void anAcceptanceByRuleAndSubjectNeedsBothToMatch() {
    FactsBuilder facts =
        factsFor("2025-09").of(CallKind.CONSOLE_WITHOUT_MFA, calls("ana", 1), calls("ben", 1));

    assertThat(
            found(
                facts,
                factsFor("2025-08"),
                bySubject("console_change_without_mfa", "ana", null),
                bySubject("root_used", "ben", null)))
        .extracting(
            Finding::subject,
            Finding::status,
            finding -> finding.acceptance().map(Finding.Acceptance::approvedBy))
        .containsExactly(
            tuple("ana", Status.ACCEPTED, Optional.of("D. Boss")),
            tuple("ben", Status.NEW, Optional.empty()));
  }

  @Test
  void theLongestOfSeveralAcceptancesIsUsed() {
    assertThat(
            found(
                root("2025-09"),
                factsFor("2025-08"),
                byId(ROOT_ID, "2025-01-31"),
                bySubject("root_used", "root", "2026-01-31"),
                byId(ROOT_ID, "2025-10-31")))
        .extracting(finding -> finding.acceptance().orElseThrow().until())
        .containsExactly(Optional.of(LocalDate.parse("2026-01-31")));
  }

  @Test
  void anAcceptedFindingThatIsPastStaysPast() {
    assertThat(found(factsFor("2025-09"), root("2025-08"), byId(ROOT_ID, null)))
        .extracting(Finding::status, finding -> finding.acceptance().isPresent())
        .containsExactly(tuple(Status.PAST, true));
  }

  @Test
  void findingsAreOrderedBySeverityRuleAccountAndSubject() {
    FactsBuilder facts =
        factsFor("2025-09")
            .of(CallKind.THROTTLED, calls("DetectAnomalies", 500))
            .of(CallKind.ROOT, calls("root", 1))
            .of(CallKind.DELETED, calls("model b", 1), calls("model a", 1))
            .of(CallKind.FIRST_IP, calls("203.0.113.9", 9))
            .of(CallKind.AFTER_SERVICE_END, calls("ana", 1));

    assertThat(found(facts, factsFor("2025-08")))
        .extracting(Finding::severity, Finding::rule, Finding::subject)
        .containsExactly(
            tuple(Severity.HIGH, "call_after_service_end", "ana"),
            tuple(Severity.HIGH, "root_used", "root"),
            tuple(Severity.MEDIUM, "resource_deleted", "model a"),
            tuple(Severity.MEDIUM, "resource_deleted", "model b"),
            tuple(Severity.LOW, "throttled", "DetectAnomalies"),
            tuple(Severity.INFO, "first_seen_ip", "203.0.113.9"));
  }

  @Test
  void anIncompleteListHasANoteAndNoGoneFindings() {
    Thresholds two = new Thresholds(3, 10, 10, 100, 24, 3, 2);
    FactsBuilder facts =
        factsFor("2025-09")
            .of(
                CallKind.CONSOLE_WITHOUT_MFA,
                new TopItems<>(List.of(calls("a", 1), calls("b", 9), calls("c", 5)), 1_200));
    FactsBuilder before = factsFor("2025-08").of(CallKind.CONSOLE_WITHOUT_MFA, calls("d", 1));

    FindingResult result = found(facts, before, two);

    assertThat(result.findings()).extracting(Finding::subject).containsExactly("b", "c");
    assertThat(result.notes())
        .containsExactly(
            "Console changes without MFA: the list has 2 of 1,200, those with the highest counts"
                + " (subjects_per_rule).");
  }

  @Test
  void rulesThatNeedTheCatalogueDoNotApplyToOtherSources() {
    FactsBuilder facts =
        root("2025-11")
            .eventSource("rekognition.amazonaws.com")
            .of(CallKind.DELETED, calls("model a", 1))
            .of(CallKind.AFTER_SERVICE_END, calls("ana", 1))
            .idle("a/1", 500);

    FindingResult result =
        found(
            facts,
            factsFor("2025-10").eventSource("rekognition.amazonaws.com"),
            Thresholds.DEFAULTS);

    assertThat(result.findings()).extracting(Finding::rule).containsExactly("root_used");
    assertThat(result.notes())
        .containsExactly(
            "Not applied to rekognition.amazonaws.com, because the meaning of its actions is not"
                + " known: resource_deleted, granted_unused, idle_model, call_after_service_end.");
  }

  @Test
  void unprovenDaysAreOneLine() {
    FindingResult result =
        FindingsEvaluator.evaluate(
            new FindingsEvaluator.Input(
                new PeriodFacts(factsFor("2025-09").build(), factsFor("2025-08").build()),
                Thresholds.DEFAULTS,
                Optional.of(List.of()),
                List.of(),
                1_234));

    assertThat(result.findings()).isEmpty();
    assertThat(result.notes())
        .containsExactly(
            "1,234 days of an account and Region are unproven: they have no log file, and no digest"
                + " proves that none was delivered.");
  }

  @Test
  void aNoteOfSeveralRulesAppearsOnce() {
    assertThat(
            found(factsFor("2025-09").monthsBefore(1), factsFor("2025-08"), Thresholds.DEFAULTS)
                .notes())
        .singleElement()
        .asString()
        .startsWith(
            "Actors, roles, addresses and Regions seen for the first time were not looked for");
  }

  @Test
  void everyRuleHasAUniqueNameAndKnownControls() {
    List<RuleDescription> descriptions = FindingRules.descriptions(FactsBuilder.LOOKOUT);
    Set<String> controls =
        new HashSet<>(
            Arrays.asList(
                "SOC 2 CC6.1",
                "SOC 2 CC6.3",
                "SOC 2 CC7.2",
                "ISO 27001:2022 A.5.18",
                "ISO 27001:2022 A.8.2",
                "ISO 27001:2022 A.8.15"));

    assertThat(descriptions).extracting(RuleDescription::name).hasSize(21).doesNotHaveDuplicates();
    assertThat(descriptions)
        .allSatisfy(
            description -> {
              assertThat(description.controls()).isNotEmpty().isSubsetOf(controls);
              assertThat(description.why()).endsWith(".").doesNotContainIgnoringCase("complian");
            });
    assertThat(descriptions.stream().flatMap(description -> description.controls().stream()))
        .containsAll(controls);
  }
}
