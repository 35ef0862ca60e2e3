package io.lookouttrail.reports;

import static io.lookouttrail.fixtures.ExpectedFigures.by;
import static io.lookouttrail.fixtures.ExpectedFigures.columns;
import static io.lookouttrail.fixtures.ExpectedFigures.count;
import static io.lookouttrail.fixtures.ExpectedFigures.distinct;
import static io.lookouttrail.fixtures.ExpectedFigures.first;
import static io.lookouttrail.fixtures.ExpectedFigures.is;
import static io.lookouttrail.fixtures.ExpectedFigures.last;
import static io.lookouttrail.fixtures.WorldReports.SEPTEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.CallRow;
import io.lookouttrail.fixtures.ExpectedFigures;
import io.lookouttrail.fixtures.ReportWorld;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.fixtures.SparkWork;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.fixtures.WorldReports;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.ReportOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** September's figures, compared with sums over the same calls that use no query. */
class ReportFiguresTest {
  /** The Spark jobs of this report; more jobs mean that something is read again. */
  private static final int MOST_JOBS = 95;

  /** Scans of the files of all tables. */
  private static final int MOST_SCANS = 32;

  private static Report report;
  private static SparkWork work;
  private static List<CallRow> now;
  private static List<CallRow> before;

  @BeforeAll
  static void makeTheReport() {
    ReportWorldTables.store();
    report =
        SparkWork.during(
            TestSpark.session(),
            () -> WorldReports.lookout(SEPTEMBER, SEPTEMBER),
            done -> work = done);
    now = WorldReports.calls(ReportWorld.LOOKOUT, SEPTEMBER, SEPTEMBER);
    before =
        WorldReports.calls(ReportWorld.LOOKOUT, SEPTEMBER.minusMonths(1), SEPTEMBER.minusMonths(1));
  }

  @Test
  void jobsAndScansAreBounded() {
    assertThat(work.jobs()).isLessThanOrEqualTo(MOST_JOBS);
    assertThat(work.scans()).isLessThanOrEqualTo(MOST_SCANS);
  }

  @Test
  void theSameTablesGiveTheSameReport() {
    assertThat(WorldReports.lookout(SEPTEMBER, SEPTEMBER)).isEqualTo(report);
  }

  @Test
  void usageAddsUpByEachKey() {
    assertUsage("usage_by_account", "account_id");
    assertUsage("usage_by_region", "region");
    assertUsage("usage_by_role", "credential_kind", "role_arn");
    assertUsage("usage_by_action", "action", "access_level");
    assertUsage("usage_by_group", "action_group");
  }

  private static void assertUsage(String table, String... keys) {
    List<CallRow> both = Stream.concat(now.stream(), before.stream()).toList();
    List<String> expected =
        by(
            both,
            columns(keys),
            calls -> {
              List<String> cells =
                  new ArrayList<>(
                      ExpectedFigures.figures(calls.stream().filter(now::contains).toList()));
              cells.add(count(calls, before::contains));
              return cells;
            });
    assertThat(WorldReports.rows(report, table)).as(table).isEqualTo(expected);
    assertThat(names(table)).startsWith(keys).endsWith("last_call", "calls_before");
  }

  private static List<String> names(String table) {
    return WorldReports.table(report, table).columns().stream().map(Column::name).toList();
  }

  @Test
  void aDayWithoutACallHasARowToo() {
    List<String> expected =
        SEPTEMBER
            .atDay(1)
            .datesUntil(SEPTEMBER.atEndOfMonth().plusDays(1))
            .map(
                day ->
                    day
                        + "|"
                        + String.join(
                            "|",
                            ExpectedFigures.figures(
                                now.stream().filter(call -> call.day().equals(day)).toList())))
            .toList();
    assertThat(WorldReports.rows(report, "usage_by_day")).isEqualTo(expected);
  }

  @Test
  void modelsInUseAreThoseOfSuccessfulCalls() {
    assertThat(WorldReports.rows(report, "models_in_use"))
        .isEqualTo(
            by(
                having(call -> call.is("outcome", "success") && call.get("project_name") != null),
                columns("account_id", "region", "project_name", "model_version"),
                calls ->
                    List.of(
                        count(calls, call -> true),
                        count(calls, is("action", "DetectAnomalies")),
                        count(calls, is("call_class", "change")),
                        distinct(calls, call -> call.get("actor")),
                        first(calls),
                        last(calls))));
  }

  private static List<CallRow> having(Predicate<CallRow> what) {
    return now.stream().filter(what).toList();
  }

  @Test
  void accessAddsUpByEachKey() {
    assertAccess(
        "access_by_actor", now, "actor", "actor_kind", "credential_kind", "account_id", "role_arn");
    assertAccess(
        "access_by_role", having(call -> call.get("role_arn") != null), "role_arn", "account_id");
    assertAccess("access_by_source_ip", now, "source_ip");
  }

  private static void assertAccess(String table, List<CallRow> calls, String... keys) {
    assertThat(WorldReports.rows(report, table))
        .as(table)
        .isEqualTo(by(calls, columns(keys), ExpectedFigures::accessFigures));
    assertThat(names(table))
        .startsWith(keys)
        .endsWith("last_call", "clients", "cross_account_calls", "calls_without_mfa");
  }

  @Test
  void rolesAndTheirActors() {
    List<CallRow> byRole = having(call -> call.get("role_arn") != null);
    assertThat(WorldReports.rows(report, "role_actions"))
        .isEqualTo(
            by(
                byRole,
                columns("role_arn", "action", "resource_arn"),
                calls ->
                    List.of(
                        count(calls, call -> true),
                        count(calls, is("outcome", "denied")),
                        last(calls))));
    assertThat(WorldReports.rows(report, "role_people"))
        .hasSize(3)
        .anyMatch(
            row -> row.contains("Engineer_1|012345678901|jane@example.org|human|Engineer|1|"));
  }

  @Test
  void theReviewIsAFormWithARowPerActorAndRole() {
    assertThat(WorldReports.rows(report, "access_review"))
        .isEqualTo(
            by(
                now,
                columns("actor", "actor_kind", "role_arn"),
                calls ->
                    List.of(
                        String.join(
                            " ",
                            calls.stream()
                                .map(call -> call.text("account_id"))
                                .distinct()
                                .sorted()
                                .toList()),
                        last(calls),
                        count(calls, call -> true),
                        count(calls, is("call_class", "change")),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "")));
    assertThat(names("access_review"))
        .endsWith("decision", "reviewer", "reviewed_on", "ticket", "comment");
  }

  @Test
  void accessAccountsAreTheActorsOfThePeriodAndThoseWhoStopped() {
    List<String> rows = WorldReports.rows(report, "access_accounts");
    assertThat(names("access_accounts"))
        .containsExactly(
            "account_id",
            "account_name",
            "owner",
            "actor",
            "actor_kind",
            "credential_kind",
            "role_arn",
            "status",
            "last_used",
            "access_appropriate");
    assertThat(rows)
        .hasSize(
            WorldReports.rows(report, "access_by_actor").size()
                + WorldReports.rows(report, "fell_silent").size());
    assertThat(rows).filteredOn(row -> row.contains("|active|")).isNotEmpty();
    assertThat(rows).filteredOn(row -> row.contains("|inactive|")).isNotEmpty();
    assertThat(rows).allMatch(row -> row.matches("[0-9]{12}\\|\\|\\|.*Z\\|"));
  }

  @Test
  void accessAccountsHaveTheNamesOfTheAccounts() {
    ReportOptions it = WorldReports.options(ReportWorld.LOOKOUT, SEPTEMBER, SEPTEMBER);
    Report named =
        WorldReports.report(
            new ReportOptions(
                it.eventSource(),
                it.from(),
                it.to(),
                it.latenessDays(),
                it.priceInferenceHour(),
                Optional.of(
                    List.of(
                        new ScopeAccount(
                            "012345678901",
                            Optional.of("Leipzig"),
                            Optional.of("ines"),
                            Optional.empty(),
                            Optional.empty()))),
                it.accepted(),
                it.thresholds(),
                it.versions(),
                it.productVersion()));
    assertThat(WorldReports.rows(named, "access_accounts"))
        .anyMatch(row -> row.startsWith("012345678901|Leipzig|ines|"))
        .anyMatch(row -> row.matches("[0-9]{12}\\|\\|\\|.*"));
  }

  @Test
  void identitiesClientsAndAccountsOfCallers() {
    assertThat(WorldReports.rows(report, "identity_kinds"))
        .contains("root|Root|root||2|0|2|0|1|2025-09-09T09:00:05Z")
        .contains("human|IAMUser|iam_user|true|1|1|0|0|1|2025-09-08T10:00:00Z");
    assertThat(WorldReports.rows(report, "usage_by_client"))
        .contains("console|root|2|1|0|1|2025-09-09T09:00:05Z");
    assertThat(WorldReports.rows(report, "services"))
        .containsExactly(
            "cloudformation.amazonaws.com|LineInspector|workload|012345678901|1|1|0|2025-09-04T08:00:00Z",
            "states.amazonaws.com|states.amazonaws.com|aws_service|210987654321|1|1|0|2025-09-11T09:00:00Z");
    assertThat(WorldReports.rows(report, "cross_account"))
        .containsExactly(
            "990000000009|012345678901|PartnerAudit|workload|arn:aws:iam::990000000009:role/PartnerAudit"
                + "|2|0|1|2025-09-12T09:00:00Z|2025-09-12T09:00:01Z");
    assertThat(WorldReports.rows(report, "denied_to"))
        .hasSize(2)
        .anyMatch(
            row ->
                row.startsWith("jane@example.org|human|012345678901|")
                    && row.contains("|DeleteProject|"));
  }

  @Test
  void newAndSilentActors() {
    assertThat(WorldReports.rows(report, "first_time"))
        .contains(
            "actor|kim|3|2025-09-08T09:00:00Z",
            "action|jane@example.org DeleteModel|1|2025-09-06T09:00:00Z",
            "region|012345678901 us-east-1|1|2025-09-07T09:00:00Z",
            "role|arn:aws:iam::990000000009:role/PartnerAudit|2|2025-09-12T09:00:00Z",
            "source_ip|203.0.113.66|2|2025-09-09T09:00:00Z")
        .noneMatch(
            row -> row.startsWith("actor|jane") || row.contains("jane@example.org StartModel"));
    assertThat(WorldReports.rows(report, "fell_silent"))
        .containsExactly(
            "Retired|workload|210987654321|1|2025-08-14T09:00:00Z",
            "gone.guy|human|210987654321|1|2025-08-15T09:00:00Z",
            "old.timer|human|012345678901|1|2025-07-22T08:00:00Z");
  }

  @Test
  void changesAreAllChangesDenialsAndCallsByRoot() {
    List<String> expected =
        now.stream()
            .filter(
                call ->
                    call.is("call_class", "change")
                        || call.is("outcome", "denied")
                        || call.is("actor_kind", "root"))
            .sorted(
                Comparator.comparing(CallRow::time).thenComparing(call -> call.text("event_id")))
            .map(
                call ->
                    String.join(
                        "|",
                        columns(
                                "event_time",
                                "event_id",
                                "actor",
                                "account_id",
                                "region",
                                "action",
                                "resource_arn",
                                "outcome",
                                "source_ip",
                                "source_file",
                                "record_index")
                            .apply(call)))
            .toList();
    List<String> rows = WorldReports.rows(report, "changes");
    assertThat(rows.stream().map(row -> row.substring(0, row.lastIndexOf('|'))))
        .isEqualTo(expected);
    assertThat(rows)
        .anyMatch(row -> row.contains("|e-910|") && row.endsWith("|chained"))
        .anyMatch(row -> row.contains("|e-912|") && row.endsWith("|contradicted"))
        .anyMatch(row -> row.contains("|e-922|") && row.endsWith("|signed"))
        .anyMatch(row -> row.contains("|e-918|") && row.endsWith("|unproven"));
  }

  @Test
  void theFirstScreenComparesFiveFiguresWithTheMonthBefore() {
    assertThat(report.headline())
        .extracting(KeyFigure::name)
        .containsExactly(
            "calls", "images_analysed", "change_calls", "people_and_workloads", "denied");
    assertFigure("calls", now.size(), before.size());
    assertFigure("images_analysed", 4, 2);
    assertFigure("denied", 2, 0);
    // LineInspector, jane, kim, root, PartnerAudit; before them LineInspector, jane, Retired,
    // gone.guy
    assertFigure("people_and_workloads", 5, 4);
    assertFigure("projects_in_use", 4, 2);
    assertFigure("models_in_use", 3, 2);
    assertFigure("models_created", 1, 1);
    assertFigure("models_deleted", 1, 0);
    assertFigure("datasets_created", 1, 0);
    assertFigure("datasets_deleted", 0, 0);
    assertFigure("trial_detection_calls", 1, 0);
    assertFigure("root_calls", 2, 0);
    assertFigure("console_calls", 4, 0);
  }

  private static void assertFigure(String name, long value, long valueBefore) {
    KeyFigure figure = WorldReports.figure(report, name);
    assertThat(figure.value()).as(name).isEqualTo(Value.whole(value));
    assertThat(figure.before()).as(name).isEqualTo(Optional.of(Value.whole(valueBefore)));
  }

  @Test
  void chartsHoldEveryDayAndEveryCall() {
    List<Chart> charts =
        report.sections().stream()
            .filter(section -> section.id().equals("usage"))
            .findFirst()
            .orElseThrow()
            .charts();
    Chart.Daily byClass = (Chart.Daily) charts.get(0);
    Chart.Daily byOutcome = (Chart.Daily) charts.get(1);
    Chart.HeatMap actions = (Chart.HeatMap) charts.get(2);
    assertThat(byClass.series()).containsExactly("read", "inference", "change", "unclassified");
    assertThat(byOutcome.series()).containsExactly("success", "denied", "throttled", "failed");
    assertThat(actions.rows().get(0)).isEqualTo("DetectAnomalies");
    for (List<Chart.Point> days : List.of(byClass.days(), byOutcome.days(), actions.days())) {
      assertThat(days).hasSize(30);
      assertThat(days.stream().flatMap(day -> day.counts().stream()).mapToLong(n -> n).sum())
          .isEqualTo(now.size());
    }
    assertThat(byOutcome.days().get(2).counts()).containsExactly(2L, 0L, 1L, 0L);
    assertThat(byClass.summary())
        .isEqualTo(
            "22 calls on 30 days: the most, 3, on 2025-09-03; 18 days without a call."
                + " Most of all: change (11).");
  }
}
