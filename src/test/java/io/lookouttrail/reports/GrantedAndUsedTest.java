package io.lookouttrail.reports;

import static io.lookouttrail.fixtures.WorldReports.SEPTEMBER;
import static io.lookouttrail.fixtures.WorldReports.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lookouttrail.fixtures.ReportWorld;
import io.lookouttrail.fixtures.ReportWorldGrants;
import io.lookouttrail.fixtures.WorldReports;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.query.ReportOptions;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The part of a report on what is granted, over the report world. */
class GrantedAndUsedTest {
  private static Report report;

  @BeforeAll
  static void makeTheReport() {
    report = WorldReports.report(options(ReportWorld.LOOKOUT));
  }

  private static ReportOptions options(String source) {
    return WorldReports.options(source, SEPTEMBER, SEPTEMBER)
        .withAuthorization(ReportWorldGrants.details());
  }

  private static ReportOptions withUnusedMonths(YearMonth month, int months) {
    ReportOptions plain = WorldReports.options(ReportWorld.LOOKOUT, month, month);
    return new ReportOptions(
            plain.eventSource(),
            plain.from(),
            plain.to(),
            plain.latenessDays(),
            plain.priceInferenceHour(),
            plain.scope(),
            plain.accepted(),
            new Thresholds(3, 10, 10, 100, 24, months, 500),
            plain.versions(),
            plain.productVersion())
        .withAuthorization(ReportWorldGrants.details());
  }

  private static Section section(Report from) {
    return from.sections().stream()
        .filter(section -> section.id().equals("granted-and-used"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> of(Report from, String table, String principal) {
    return rows(from, table).stream().filter(row -> row.contains("/" + principal + "|")).toList();
  }

  @Test
  void comesAfterTheAccess() {
    assertThat(report.sections().stream().map(Section::id))
        .containsExactly("changed", "usage", "model-runs", "access", "granted-and-used", "changes");
    assertThat(WorldReports.lookout(SEPTEMBER, SEPTEMBER).sections().stream().map(Section::id))
        .containsExactly("changed", "usage", "model-runs", "access", "changes");
  }

  @Test
  void listsPrincipalsWithAccessAndNoCallFirst() {
    assertThat(rows(report, "granted_by_principal"))
        .extracting(GrantedAndUsedTest::principal)
        .containsExactly(
            "group 012345678901 Empty",
            "role 012345678901 Never",
            "role 012345678901 AWSServiceRoleForLookout",
            "role 012345678901 Retired",
            "role 330000000003 Lab",
            "user 440000000004 someone",
            "group 012345678901 Viewers",
            "role 012345678901 LineInspector",
            "role 012345678901 AWSReservedSSO_Engineer_1",
            "user 012345678901 old.timer",
            "role 210987654321 Spare",
            "user 210987654321 kim",
            "user 210987654321 gone.guy",
            "role 990000000009 PartnerAudit");
  }

  private static String principal(String row) {
    return row.replaceFirst("^(\\w+)\\|arn:aws:iam::(\\d+):[^|]*/([^|]*)\\|.*$", "$1 $2 $3");
  }

  @Test
  void countsGrantedAndUnusedActionsByLevel() {
    assertThat(WorldReports.table(report, "granted_by_principal").columns())
        .extracting(Column::name)
        .containsSequence(
            "granted_actions",
            "unused_actions",
            "granted_read",
            "unused_read",
            "granted_list",
            "unused_list",
            "granted_write",
            "unused_write",
            "granted_inference",
            "unused_inference",
            "granted_tagging",
            "unused_tagging",
            "calls",
            "denied",
            "last_call");
    assertThat(of(report, "granted_by_principal", "AWSReservedSSO_Engineer_1"))
        .singleElement()
        .asString()
        .endsWith(
            "|24|17|7|6|4|4|10|4|1|1|2|2|9|1|2025-09-13T09:00:00Z|2020-01-01T00:00:00Z||Edit the"
                + " permission set Engineer, not the role.");
  }

  @Test
  void comparesEachActionThatIsGrantedOrCalled() {
    assertThat(of(report, "granted_unused", "LineInspector"))
        .extracting(row -> row.substring(row.indexOf("LineInspector|") + 14))
        .containsExactly(
            "012345678901|CreateProject|Write|granted|used|*||inline line||1|0"
                + "|2025-09-04T08:00:00Z|26|",
            "012345678901|StartModel|Write|granted|unused|*"
                + "|arn:aws:lookoutvision:eu-west-1:012345678901:model/secret/* (inline line)"
                + "|inline line||0|0||108|unused in 3 months of logs",
            "012345678901|DetectAnomalies|Write|granted|used|*"
                + "|arn:aws:lookoutvision:eu-west-1:012345678901:model/secret/* (inline line)"
                + "|inline line||11|0|2025-09-30T23:59:59Z|0|");
    assertThat(of(report, "granted_unused", "Never"))
        .contains(
            "role|arn:aws:iam::012345678901:role/Never|012345678901|StartModel|Write"
                + "|granted conditionally|unused|*||inline region"
                + "|StringEquals aws:RequestedRegion = eu-west-1|0|0||108"
                + "|unused in 3 months of logs");
    assertThat(of(report, "granted_unused", "kim"))
        .contains(
            "user|arn:aws:iam::210987654321:user/kim|210987654321|UpdateDatasetEntries|Write"
                + "|not granted|used though no longer granted|||||1|0|2025-09-08T09:00:00Z|"
                + "|no policy in the file grants it any more");
    assertThat(of(report, "granted_unused", "AWSReservedSSO_Engineer_1"))
        .anyMatch(row -> row.contains("|DeleteProject|Write|denied|denied, not granted|"));
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(of(report, "granted_unused", "PartnerAudit"))
        .extracting(row -> row.substring(row.indexOf("PartnerAudit|") + 13))
        .containsExactly(
            "990000000009|DescribeModel||unknown|unknown|||||1|0|2025-09-12T09:00:00Z||No"
                + " authorization details for account 990000000009.",
            "990000000009|DetectAnomalies||unknown|unknown|||||0|1|||No authorization details for"
                + " account 990000000009.");
    assertThat(of(report, "granted_by_principal", "Spare"))
        .singleElement()
        .asString()
        .endsWith(
            "Not in the file, so what it grants is unknown: policy"
                + " arn:aws:iam::aws:policy/NotInTheFile.");
    assertThat(of(report, "granted_unused", "someone"))
        .singleElement()
        .asString()
        .endsWith("|0|0|||no log file of this account");
    assertThat(section(report).notes())
        .contains(
            "No authorization details for account 990000000009.",
            "The tables hold no log file of account 440000000004: nothing is known about its use.",
            "These events are no known action of IAM and are not compared: FutureAction.")
        .anyMatch(note -> note.startsWith("Service control policies"))
        .anyMatch(note -> note.contains(" in 3 months of logs, from 2025-06-15 to 2025-09-30,"));
  }

  @Test
  void doesNotCountTheCallOfAnEarlierRole() {
    assertThat(of(report, "granted_by_principal", "Retired"))
        .singleElement()
        .asString()
        .contains("|1|1|")
        .endsWith(
            "|0|0||2025-08-20T00:00:00Z||Not counted: 1 call before it was created on 2025-08-20,"
                + " by an earlier role of this name.");
    assertThat(of(report, "granted_unused", "Retired"))
        .singleElement()
        .asString()
        .endsWith("|42|unused since it was created on 2025-08-20");
  }

  @Test
  void fillsTheAccessReview() {
    assertThat(rows(report, "access_review"))
        .extracting(row -> row.split("\\|", -1))
        .extracting(cells -> cells[0] + " " + cells[7] + " " + cells[8])
        .containsExactly(
            "LineInspector 3 1",
            "PartnerAudit  ",
            "jane@example.org 24 17",
            "kim 6 5",
            "root  ",
            "states.amazonaws.com  ");
    assertThat(rows(WorldReports.lookout(SEPTEMBER, SEPTEMBER), "access_review"))
        .allMatch(row -> row.endsWith("|||||||"));
  }

  @Test
  void saysWhichPartShowsWhoHasAccess() {
    assertThat(notesOfAccess(report))
        .contains(
            "This section shows who used access. Who has it, used or not, is in the section Granted"
                + " and used.");
    assertThat(notesOfAccess(WorldReports.lookout(SEPTEMBER, SEPTEMBER)))
        .anyMatch(note -> note.startsWith("This section shows who used access, not who has it"));
  }

  /** The tables of the world end with a file of 20 October. */
  @Test
  void saysHowFarTheLogsReach() {
    YearMonth october = SEPTEMBER.plusMonths(1);
    Report open =
        WorldReports.report(
            WorldReports.options(ReportWorld.LOOKOUT, october, october)
                .withAuthorization(ReportWorldGrants.details()));
    assertThat(section(open).notes())
        .anyMatch(note -> note.contains(" in 4 months of logs, from 2025-06-15 to 2025-10-20,"));
    assertThat(open.findingNotes())
        .contains(
            "Unused access was not looked for: the tables hold no whole month up to 2025-10, and"
                + " unused_months is 3.");
  }

  private static List<String> notesOfAccess(Report from) {
    return from.sections().stream()
        .filter(section -> section.id().equals("access"))
        .findFirst()
        .orElseThrow()
        .notes();
  }

  @Test
  void findsNothingWhereTheLogsAreNotWhole() {
    assertThat(findings(report)).isEmpty();
    assertThat(report.findingNotes())
        .contains(
            "Unused access was not looked for in account 012345678901: its logs have a gap in these"
                + " months.",
            "Unused access was not looked for in account 210987654321: log files were delivered in"
                + " only 2 of the 3 months.",
            "Unused access was not looked for in account 330000000003: log files were delivered in"
                + " only 1 of the 3 months.",
            "Unused access was not looked for in account 440000000004: no log file of it was"
                + " delivered in these months.");
    assertThat(WorldReports.report(withUnusedMonths(SEPTEMBER, 4)).findingNotes())
        .contains(
            "Unused access was not looked for: the tables hold only 3 whole months up to 2025-09,"
                + " and unused_months is 4.");
  }

  @Test
  void findsUnusedAccessWhereTheLogsAreWhole() {
    assertThat(findings(WorldReports.report(withUnusedMonths(SEPTEMBER, 1))))
        .extracting(Finding::subject, Finding::count, Finding::status)
        .containsExactly(tuple("arn:aws:iam::330000000003:role/Lab", 14L, Finding.Status.NEW));
  }

  @Test
  void comparesWithTheMonthBefore() {
    assertThat(findings(WorldReports.report(withUnusedMonths(SEPTEMBER.minusMonths(1), 1))))
        .extracting(Finding::subject, Finding::count, Finding::status)
        .containsExactly(
            tuple("arn:aws:iam::012345678901:role/LineInspector", 2L, Finding.Status.KNOWN),
            tuple("arn:aws:iam::012345678901:role/Never", 3L, Finding.Status.KNOWN),
            tuple(
                "arn:aws:iam::012345678901:role/aws-reserved/AWSReservedSSO_Engineer_1",
                11L,
                Finding.Status.KNOWN),
            tuple("arn:aws:iam::210987654321:user/kim", 1L, Finding.Status.NEW));
  }

  /** The month before is judged only where the report is, and so nothing is gone by a gap. */
  @Test
  void callsNothingGoneThatItDoesNotLookFor() {
    assertThat(findings(WorldReports.report(withUnusedMonths(SEPTEMBER, 2)))).isEmpty();
  }

  private static List<Finding> findings(Report from) {
    return from.findings().stream()
        .filter(finding -> finding.rule().equals("granted_unused"))
        .toList();
  }

  @Test
  void comparesTheCallsOfAnotherSourceWithoutLevels() {
    Report codebuild = WorldReports.report(options(ReportWorld.CODEBUILD));
    assertThat(rows(codebuild, "granted_by_principal"))
        .containsExactly(
            "role|arn:aws:iam::210987654321:role/Spare|210987654321|0|0|0|0||2020-01-01T00:00:00Z"
                + "||Not in the file, so what it grants is unknown: policy"
                + " arn:aws:iam::aws:policy/NotInTheFile.",
            "user|arn:aws:iam::210987654321:user/kim|210987654321|2|0|2|0|2025-09-14T09:00:01Z"
                + "|2020-01-01T00:00:00Z||");
    assertThat(rows(codebuild, "granted_unused"))
        .extracting(row -> row.split("\\|", -1))
        .extracting(cells -> cells[3] + " " + cells[5] + " " + cells[6])
        .containsExactly("BatchGetProjects granted used", "CreateProject granted used");
    assertThat(codebuild.findingNotes())
        .anyMatch(note -> note.startsWith("Not applied to") && note.contains("granted_unused"));
  }
}
