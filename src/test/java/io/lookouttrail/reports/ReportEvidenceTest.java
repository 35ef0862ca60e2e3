package io.lookouttrail.reports;

import static io.lookouttrail.fixtures.WorldReports.NOVEMBER;
import static io.lookouttrail.fixtures.WorldReports.SEPTEMBER;
import static io.lookouttrail.fixtures.WorldReports.options;
import static io.lookouttrail.fixtures.WorldReports.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.ReportWorld;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.fixtures.ReportWorldTables.LedgerFile;
import io.lookouttrail.fixtures.WorldReports;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.UserError;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The evidence of a report, and the months that a report refuses. */
class ReportEvidenceTest {
  private static final YearMonth JUNE = YearMonth.of(2025, 6);
  private static final YearMonth JULY = YearMonth.of(2025, 7);

  private static Report report;
  private static List<LedgerFile> files;

  @BeforeAll
  static void makeTheReport() {
    ReportOptions plain = options(ReportWorld.LOOKOUT, SEPTEMBER, SEPTEMBER);
    report =
        WorldReports.report(
            new ReportOptions(
                plain.eventSource(),
                plain.from(),
                plain.to(),
                plain.latenessDays(),
                Optional.empty(),
                Optional.of(
                    List.of(
                        inScope(ReportWorld.LEIPZIG, "plant Leipzig"),
                        inScope("440000000004", "forgotten"))),
                List.of(),
                plain.thresholds(),
                plain.versions(),
                plain.productVersion()));
    files =
        ReportWorldTables.files().stream()
            .filter(file -> file.sources().contains(ReportWorld.LOOKOUT))
            .filter(file -> !file.delivered().isBefore(SEPTEMBER.atDay(1)))
            .filter(file -> !file.delivered().isAfter(LocalDate.of(2025, 10, 3)))
            .toList();
  }

  private static ScopeAccount inScope(String account, String name) {
    return new ScopeAccount(
        account, Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static long sum(ToLongFunction<LedgerFile> what) {
    return files.stream().mapToLong(what).sum();
  }

  private static void assertFact(String name, long number) {
    assertThat(report.evidence().facts().get(name)).as(name).isEqualTo(Value.whole(number));
  }

  @Test
  void filesAndRecordsOfTheWindowAddUp() {
    assertFact("files.read", files.size());
    assertFact("files.bytes", files.size() * LedgerFile.BYTES);
    assertFact("records.read", sum(LedgerFile::records));
    assertFact("records.kept", sum(LedgerFile::kept));
    assertFact("records.duplicates", files.size() * LedgerFile.DUPLICATES);
    assertFact("records.other_sources", files.size() * LedgerFile.OTHERS);
    assertFact("records.rejected", 1);
    assertFact("files.quarantined", 1);
    assertThat(report.evidence().facts().get("records.balanced")).isEqualTo(Value.flag(true));
    assertThat(report.evidence().statements())
        .contains("Every file's records add up.")
        .anyMatch(
            words ->
                words.contains("= %d kept + %d".formatted(sum(LedgerFile::kept), files.size())));
  }

  @Test
  void callsHaveTheProofOfTheirFiles() {
    assertFact("calls.reported", 22);
    // e-914 alone was delivered after the days of grace.
    assertFact("calls.from_elsewhere", 1);
    assertFact("proof.signed.files", 2);
    assertFact("proof.signed.calls", 5);
    assertFact("proof.chained.files", 1);
    assertFact("proof.chained.calls", 2);
    assertFact("proof.contradicted.files", 1);
    assertFact("proof.contradicted.calls", 2);
    assertFact("proof.unproven.files", files.size() - 4);
  }

  @Test
  void filesThatDigestsContradictAreThoseOfTheFindings() {
    assertThat(rows(report, "contradicted_files"))
        .hasSize(2)
        .allMatch(row -> row.matches("012345678901[|]eu-west-1[|]2025-09-(06|18)[|]1[|].*"));
    assertThat(
            report.findings().stream()
                .filter(finding -> finding.rule().equals("digest_contradicted"))
                .filter(finding -> finding.status().isPresent()))
        .hasSize(2);
  }

  @Test
  void everyDayOfAnAccountAndRegionHasItsState() {
    assertThat(rows(report, "coverage"))
        .hasSize(3 * 30)
        .contains(
            "012345678901|eu-west-1|2025-09-01|logs|1",
            "012345678901|eu-west-1|2025-09-02|no file, unproven|0",
            "012345678901|eu-west-1|2025-09-10|empty, proven by digest|0",
            "012345678901|eu-west-1|2025-09-09|no file, unproven|0",
            "012345678901|eu-west-1|2025-09-17|not ingested|0",
            "012345678901|eu-west-1|2025-09-18|gap|0",
            "210987654321|us-east-1|2025-09-15|gap|0",
            "210987654321|us-east-1|2025-09-16|no file, unproven|0",
            "330000000003|eu-west-1|2025-09-20|logs|1",
            "330000000003|eu-west-1|2025-09-21|no file, unproven|0");
    assertFact("coverage.days.gap", 2);
    assertFact("coverage.days.empty_proven", 1);
    assertFact("coverage.days.not_ingested", 1);
  }

  @Test
  void listsAccountsInScopeThatWereNotSeen() {
    assertThat(rows(report, "accounts_in_scope"))
        .anyMatch(row -> row.startsWith("012345678901|plant Leipzig||seen|"))
        .anyMatch(row -> row.startsWith("210987654321|||seen, not in scope|"))
        .contains("440000000004|forgotten||unseen|0|0");
    assertThat(report.evidence().statements())
        .contains("These accounts in scope delivered no logs: 440000000004 (forgotten).");
    assertThat(report.scope().accounts())
        .containsExactly(
            "012345678901 (plant Leipzig)",
            "210987654321",
            "330000000003",
            "440000000004 (forgotten)");
  }

  @Test
  void listsUnresolvedQuarantineOfTheWindow() {
    assertThat(rows(report, "quarantine_open"))
        .singleElement()
        .asString()
        .contains("2025-09-08.json.gz|3|bad_record|");
  }

  @Test
  void listsTheQueryOfEachFigureAndTable() {
    List<String> named = rows(report, "queries");
    assertThat(report.headline())
        .allSatisfy(
            figure -> assertThat(named).anyMatch(row -> row.startsWith(figure.name() + "|")));
    assertThat(named)
        .anyMatch(row -> row.startsWith("changes|WITH ") && row.contains("states AS ("));
  }

  @Test
  void aPeriodHasAColumnPerMonth() {
    Report period = WorldReports.lookout(JULY, SEPTEMBER);
    Table accounts = WorldReports.table(period, "usage_by_account");
    assertThat(accounts.columns().stream().map(column -> column.name()))
        .endsWith("last_call", "calls_2025-07", "calls_2025-08", "calls_2025-09");
    assertThat(rows(period, "usage_by_account"))
        .hasSize(2)
        .anyMatch(row -> row.startsWith("012345678901|") && row.endsWith("|4|5|16"))
        .anyMatch(row -> row.startsWith("210987654321|") && row.endsWith("|0|2|6"));
    assertThat(rows(period, "usage_by_day")).hasSize(92);
    assertThat(WorldReports.figure(period, "calls"))
        .extracting(KeyFigure::value, KeyFigure::before)
        .containsExactly(Value.whole(33), Optional.empty());
  }

  @Test
  void anotherSourceHasNoSectionsThatNeedTheCatalogue() {
    Report builds = WorldReports.report(options(ReportWorld.CODEBUILD, SEPTEMBER, SEPTEMBER));
    assertThat(builds.tables().map(Table::name)).doesNotContain("models_in_use", "usage_by_group");
    assertThat(builds.sections())
        .extracting(Section::id)
        .containsExactly("changed", "usage", "access", "changes");
    assertThat(builds.scope().service()).isEqualTo("codebuild");
    assertThat(rows(builds, "usage_by_action"))
        .containsExactly(
            "BatchGetProjects||1|1|0|0|0|1|0|0|0|1|1|2025-09-14T09:00:01Z|2025-09-14T09:00:01Z|0",
            "CreateProject||1|1|0|0|0|0|0|1|0|1|1|2025-09-14T09:00:00Z|2025-09-14T09:00:00Z|0");
    assertThat(builds.headline()).extracting(KeyFigure::name).doesNotContain("images_analysed");
  }

  @Test
  void aMonthWithoutCallsIsANilReturn() {
    Report nil = WorldReports.lookout(JUNE, JUNE);
    assertThat(nil.scope().nilReturn()).contains("2 files, 23 records, no call");
    assertThat(WorldReports.figure(nil, "calls").value()).isEqualTo(Value.whole(0));
    assertThat(rows(nil, "changes")).isEmpty();
    assertThat(report.scope().nilReturn()).isEmpty();
  }

  @Test
  void refusesFutureMonthsAndMonthsThatWereNeverIngested() {
    assertThatThrownBy(() -> WorldReports.lookout(YearMonth.of(2025, 12), YearMonth.of(2025, 12)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Cannot report on 2025-12: that month is in the future. Choose a month up to 2025-11.");
    assertThatThrownBy(() -> WorldReports.lookout(YearMonth.of(2025, 5), SEPTEMBER))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Cannot report on 2025-05: no log file of that month was ingested for"
                + " lookoutvision.amazonaws.com (the tables hold 2025-06 to 2025-10)."
                + " Run ingest with --month 2025-05 --event-source lookoutvision.amazonaws.com"
                + " first.");
    ReportOptions unknown = options("s3.amazonaws.com", SEPTEMBER, SEPTEMBER);
    assertThatThrownBy(
            () -> new ReportJob(ReportWorldTables.store(), unknown, NOVEMBER).run(made -> made))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("(no month is in the tables)");
  }
}
