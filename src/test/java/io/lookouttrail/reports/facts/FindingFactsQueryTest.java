package io.lookouttrail.reports.facts;

import static io.lookouttrail.reports.facts.FindingTables.A;
import static io.lookouttrail.reports.facts.FindingTables.B;
import static io.lookouttrail.reports.facts.FindingTables.INGESTED_LATER;
import static io.lookouttrail.reports.facts.FindingTables.LOOKOUT;
import static io.lookouttrail.reports.facts.FindingTables.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lookouttrail.fixtures.SparkWork;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.facts.TopItems;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.ReportPeriods;
import io.lookouttrail.reports.query.ReportRows;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facts of 2025-09 to 2025-11, and of 2025-08, over the rows of {@link FindingTables}. */
class FindingFactsQueryTest {
  /** Bursts of 3 in 10 minutes, 2 throttled calls, 24 idle hours, 3 of each kind. */
  private static final Thresholds THRESHOLDS = new Thresholds(3, 3, 10, 2, 24, 3, 3);

  @TempDir static Path folder;

  private static PeriodFacts facts;

  private static List<String> actions;

  @BeforeAll
  static void runTheQueries() {
    TableStore store = new TableStore(TestSpark.session(), folder.toString());
    FindingTables.write(store);
    PinnedTables tables = PinnedTables.now(store);
    ReportPeriods periods =
        new ReportPeriods(YearMonth.parse("2025-09"), YearMonth.parse("2025-11"), 3);
    try (QueryContext context = new QueryContext(TestSpark.session())) {
      FindingFactsQuery.Input input =
          new FindingFactsQuery.Input(
              tables,
              ReportRows.read(tables, context, LOOKOUT, periods),
              IngestedMonths.read(tables, LOOKOUT),
              LOOKOUT,
              periods,
              THRESHOLDS);
      facts =
          SparkWork.during(
              TestSpark.session(),
              () -> FindingFactsQuery.run(input),
              work -> actions = work.actions());
    }
  }

  @Test
  void eachOfNineQueriesIsOneAction() {
    assertThat(actions)
        .filteredOn(action -> !readsDeltaLog(action))
        .hasSize(9)
        .containsOnly("collectAsList");
  }

  /** Delta caches the state of a table and collects its files, depending on what ran before. */
  private static boolean readsDeltaLog(String action) {
    return action.equals("collect") || action.startsWith("Cache Delta Table State");
  }

  private static TopItems<Facts.Calls> calls(CallKind kind) {
    return facts.period().calls().get(kind);
  }

  private static List<String> subjects(Facts facts, CallKind kind) {
    return facts.calls().get(kind).items().stream().map(Facts.Calls::subject).toList();
  }

  @Test
  void callsByRootAreSummedByPeriod() {
    assertThat(calls(CallKind.ROOT).items())
        .containsExactly(
            new Facts.Calls(
                Optional.of(A),
                "root",
                2,
                1,
                Instant.parse("2025-09-03T10:00:00Z"),
                Instant.parse("2025-09-03T11:00:00Z"),
                List.of("CreateModel", "ListModels")));
    assertThat(facts.before().calls().get(CallKind.ROOT).items())
        .extracting(Facts.Calls::calls)
        .containsExactly(1L);
  }

  @Test
  void longTermKeysCountWhereTheActorHasARoleInAnyAccount() {
    assertThat(calls(CallKind.LONG_TERM_KEY).items())
        .extracting(Facts.Calls::accountId, Facts.Calls::subject, Facts.Calls::details)
        .containsExactly(tuple(Optional.of(A), "ana", List.of(ROLE)));
  }

  @Test
  void changesWithoutMfaAreCountedOnlyWhereMfaIsKnown() {
    assertThat(calls(CallKind.CONSOLE_WITHOUT_MFA).items())
        .extracting(Facts.Calls::subject, Facts.Calls::calls, Facts.Calls::details)
        .containsExactly(tuple("ana", 1L, List.of("CreateProject")));
  }

  @Test
  void callsFromOtherAccountsCountOnlyChanges() {
    assertThat(calls(CallKind.CROSS_ACCOUNT).items())
        .extracting(Facts.Calls::subject, Facts.Calls::calls)
        .containsExactly(tuple("partner (account 999988887777)", 1L));
  }

  @Test
  void throttledCallsCountFromTheThresholdOn() {
    assertThat(calls(CallKind.THROTTLED).items())
        .extracting(Facts.Calls::subject, Facts.Calls::calls, Facts.Calls::details)
        .containsExactly(tuple("DetectAnomalies", 2L, List.of("ana")));
  }

  @Test
  void failedDeletesDoNotCount() {
    assertThat(subjects(facts.period(), CallKind.DELETED))
        .containsExactly("model arn:model/bottles/success");
  }

  @Test
  void aBurstIsExactToTheSecond() {
    assertThat(facts.period().denialBursts().items())
        .containsExactly(
            new Facts.DenialBurst(
                Optional.of(A),
                "eve",
                4,
                3,
                Instant.parse("2025-09-09T10:00:00Z"),
                Instant.parse("2025-09-09T23:00:00Z"),
                List.of("ListModels", "ListProjects")));
  }

  @Test
  void callsAfterTheServicesLastDayCount() {
    assertThat(calls(CallKind.AFTER_SERVICE_END).items())
        .extracting(Facts.Calls::subject, Facts.Calls::first)
        .containsExactly(tuple("ana", Instant.parse("2025-11-01T00:00:00Z")));
  }

  @Test
  void subjectsOfAnyEarlierMonthAreNotFirstSeen() {
    assertThat(calls(CallKind.FIRST_ACTOR).total()).isEqualTo(5);
    assertThat(subjects(facts.period(), CallKind.FIRST_ACTOR))
        .containsExactly("eve", "mal", "partner");
    assertThat(subjects(facts.before(), CallKind.FIRST_ACTOR)).containsExactly("ben", "root");
    assertThat(calls(CallKind.FIRST_REGION).items())
        .extracting(Facts.Calls::accountId, Facts.Calls::subject, Facts.Calls::calls)
        .containsExactlyInAnyOrder(
            tuple(Optional.of(A), "us-west-2", 1L), tuple(Optional.of(B), "eu-central-1", 1L));
    assertThat(calls(CallKind.FIRST_ROLE).items())
        .extracting(Facts.Calls::accountId)
        .containsExactly(Optional.of(B));
  }

  @Test
  void theSubjectsWithTheMostCallsAreListedAndAllAreCounted() {
    assertThat(subjects(facts.period(), CallKind.FIRST_IP))
        .containsExactly("203.0.113.4", "203.0.113.3", "203.0.113.2");
    assertThat(calls(CallKind.FIRST_IP).total()).isEqualTo(6);
  }

  @Test
  void monthsBeforeCountFromTheOldestFileOn() {
    assertThat(facts.period().monthsBefore()).isEqualTo(3);
    assertThat(facts.before().monthsBefore()).isEqualTo(2);
  }

  @Test
  void onlyLogFilesReadForTheSourceCount() {
    assertThat(facts.period().logFiles()).isEqualTo(2);
    assertThat(facts.period().logMonths())
        .containsExactly(
            Map.entry(A, Set.of(YearMonth.parse("2025-09"), YearMonth.parse("2025-11"))));
    assertThat(facts.before().logMonths()).containsOnlyKeys(A, B);
  }

  @Test
  void quarantineIncludesTheDaysOfLateness() {
    assertThat(facts.period().quarantine().items())
        .extracting(Facts.Quarantined::problem, Facts.Quarantined::entries)
        .containsExactly(tuple("truncated", 2L));
    assertThat(facts.before().quarantine().items())
        .extracting(Facts.Quarantined::problem)
        .containsExactly("archived");
  }

  @Test
  void theNewestCheckOfADigestCounts() {
    assertThat(facts.period().isChecked()).isTrue();
    assertThat(facts.period().digests().get(DigestKind.CONTRADICTED).items())
        .extracting(Facts.Digests::subject, Facts.Digests::state)
        .containsExactly(
            tuple("forged", "changed"),
            tuple("lost", "missing"),
            tuple("planted", "not_validated"));
    assertThat(facts.period().digests().get(DigestKind.UNCHECKED).items())
        .extracting(Facts.Digests::subject, Facts.Digests::state, Facts.Digests::objects)
        .containsExactly(
            tuple("eu-central-1", "unknown_key", 2L), tuple("eu-central-1", "gap", 1L));
  }

  /** The digest after the gap is valid, and of the same object. */
  @Test
  void aGapIsCutAtTheEndOfTheMonth() {
    assertThat(facts.period().digests().get(DigestKind.GAP).items())
        .extracting(Facts.Digests::subject, Facts.Digests::objects, Facts.Digests::hours)
        .containsExactly(tuple("eu-central-1", 2L, 2.0));
    assertThat(facts.before().digests().get(DigestKind.GAP).items())
        .extracting(Facts.Digests::objects, Facts.Digests::hours)
        .containsExactly(tuple(1L, 2.0));
    assertThat(facts.before().digests().get(DigestKind.CONTRADICTED).items())
        .extracting(Facts.Digests::subject)
        .containsExactly("relapsed", "twice");
    assertThat(facts.before().isChecked()).isTrue();
  }

  @Test
  void theMonthBeforeHasTheObjectsThatPassedAfterTheyFailed() {
    assertThat(facts.before().of(DigestKind.IN_ORDER_AGAIN).items())
        .extracting(Facts.Digests::subject, Facts.Digests::objects, Facts.Digests::recheck)
        .containsExactly(
            tuple(
                "mended",
                1L,
                Optional.of(
                    new Facts.Recheck(
                        Instant.parse("2025-12-05T00:00:00Z"),
                        Instant.parse("2025-12-07T00:00:00Z")))));
    assertThat(facts.period().of(DigestKind.IN_ORDER_AGAIN).items()).isEmpty();
  }

  /** Where the delivery of a file is not known, the time in which its problem was open counts. */
  @Test
  void theMonthBeforeHasTheProblemsThatWereResolved() {
    assertThat(facts.before().resolved().items())
        .extracting(
            Facts.Quarantined::problem,
            Facts.Quarantined::entries,
            Facts.Quarantined::lastResolved,
            Facts.Quarantined::examples)
        .containsExactly(
            tuple("truncated", 1L, Optional.of(INGESTED_LATER), List.of(A + "-2025-08-15")),
            tuple(
                "no_records",
                1L,
                Optional.of(Instant.parse("2025-10-03T06:00:00Z")),
                List.of("unknown-1")));
    assertThat(facts.period().resolved().items()).isEmpty();
  }

  @Test
  void idleHoursAreThoseOfRunsWithoutADetection() {
    assertThat(facts.period().idleModels().items())
        .extracting(Facts.IdleModel::model, Facts.IdleModel::hours, Facts.IdleModel::inferenceHours)
        .containsExactly(tuple("bottles/3 in eu-central-1", 24.0, 48.0));
    assertThat(facts.before().idleModels().items()).hasSize(1);
  }

  @Test
  void eventsAreLateIfTheLastReportLacksThem() {
    assertThat(facts.period().lateEvents())
        .containsExactly(
            new Facts.LateEvents(
                YearMonth.parse("2025-10"),
                Instant.parse("2025-12-10T00:00:00Z"),
                1,
                INGESTED_LATER));
    assertThat(facts.before().lateEvents()).isEmpty();
  }
}
