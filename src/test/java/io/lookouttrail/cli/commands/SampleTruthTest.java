package io.lookouttrail.cli.commands;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.sample.truth.SampleTruth;
import io.lookouttrail.sample.truth.SampleTruth.EventCount;
import io.lookouttrail.sample.truth.TruthFiles;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables hold of a sample with every fault planted, against what was meant by it. */
@Tag("slow")
class SampleTruthTest {
  /** Below the size of the planted bomb, far above every other file. */
  private static final String MAX_FILE_BYTES = "1000000";

  /** A Friday to a Monday, over the end of a month; what came on Friday is corrected on Sunday. */
  private static final List<String> DAYS = List.of("--from", "2025-08-29", "--to", "2025-09-01");

  @TempDir static Path folder;
  private static SampleTruth truth;
  private static CliRun ingest;
  private static TableRows rows;

  @BeforeAll
  static void writeAndIngest() {
    TestSpark.session();
    CliRun sample =
        sample(
            "faulty",
            "--plant",
            "all",
            "--huge-size",
            "1MiB",
            "--accounts",
            "2",
            "--digest-hours",
            "24");
    assertThat(sample.code()).as(sample.err()).isZero();
    truth = TruthFiles.readBeside(folder.resolve("faulty"));
    assertThat(truth.totals().duplicates()).isPositive();
    assertThat(truth.totals().corrections()).isPositive();
    ingest = ingest("faulty", "tables");
    rows = rowsOf("tables");
  }

  @Test
  void storesEveryEventOnceByDateActionAccountRegionRoleCredentialAndOutcome() {
    assertThat(rows.of(counted("events")))
        .containsExactlyInAnyOrderElementsOf(meant(EventCount::events));
  }

  @Test
  void leavesOutOfTheCurrentEventsThoseThatAreCorrected() {
    assertThat(rows.of(counted("events_current")))
        .containsExactlyInAnyOrderElementsOf(meant(EventCount::currentEvents))
        .isNotEqualTo(rows.of(counted("events")));
    assertThat(
            rows.of(
                "SELECT account_id, event_id, corrects_event_id FROM events"
                    + " WHERE corrects_event_id IS NOT NULL"))
        .containsExactlyInAnyOrderElementsOf(
            truth.corrections().stream()
                .map(c -> c.account() + "|" + c.eventId() + "|" + c.originalEventId())
                .toList());
  }

  @Test
  void countsEveryFileAndRecordInTheLedger() {
    SampleTruth.Totals totals = truth.totals();
    long others = totals.records() - totals.lookoutRecords() - totals.rejected();
    assertThat(
            rows.of(
                "SELECT count(*), sum(bytes), sum(records), sum(kept), sum(duplicates),"
                    + " sum(other_sources), sum(rejected) FROM ingested_files"))
        .containsExactly(
            row(
                totals.files(),
                totals.storedBytes(),
                totals.records(),
                totals.distinctEvents(),
                totals.duplicates(),
                others,
                totals.rejected()));
    assertThat(
            rows.of(
                "SELECT source_file FROM ingested_files"
                    + " WHERE records <> kept + duplicates + other_sources + rejected"))
        .isEmpty();
  }

  @Test
  void countsFilesByTheDayAccountAndRegionOfTheirDelivery() {
    assertThat(
            rows.of(
                "SELECT delivered_date, account_id, region, count(*), sum(bytes), sum(records),"
                    + " sum(kept + duplicates), sum(rejected) FROM ingested_files"
                    + " GROUP BY ALL ORDER BY 1, 2, 3"))
        .containsExactlyElementsOf(
            truth.deliveries().stream()
                .map(
                    d ->
                        row(
                            d.deliveredDate(),
                            d.account(),
                            d.region(),
                            d.files(),
                            d.storedBytes(),
                            d.records(),
                            d.lookoutRecords(),
                            d.rejected()))
                .toList());
  }

  @Test
  void putsEachPlantedFaultIntoQuarantineOnce() {
    String archive = "file://" + folder.resolve("faulty/archive") + "/";
    assertThat(rows.of("SELECT source_file, problem, record_index, resolved_at FROM quarantine"))
        .containsExactlyInAnyOrderElementsOf(
            truth.quarantine().stream()
                .map(
                    q ->
                        row(
                            archive + q.file(),
                            q.problem(),
                            q.recordIndex().map(String::valueOf).orElse("null"),
                            "null"))
                .toList());
    assertThat(
            rows.of("SELECT DISTINCT source_file FROM ingested_files WHERE status = 'quarantined'"))
        .containsExactlyInAnyOrderElementsOf(
            rows.of("SELECT DISTINCT source_file FROM quarantine"));
  }

  @Test
  void sumsTheCurrentEventsByDay() {
    assertThat(
            rows.of(
                """
                SELECT date, action, account_id, region, coalesce(role_arn, ''), credential_kind,
                  outcome, sum(n)
                FROM usage_daily LATERAL VIEW stack(4, 'success', succeeded, 'denied', denied,
                  'throttled', throttled, 'failed', failed) AS outcome, n
                WHERE n > 0 GROUP BY ALL"""))
        .containsExactlyInAnyOrderElementsOf(meant(EventCount::currentEvents));
    assertThat(
            rows.of(
                "SELECT month FROM usage_daily WHERE calls <> succeeded + denied + throttled"
                    + " + failed OR month <> date_format(date, 'yyyy-MM')"))
        .isEmpty();
  }

  @Test
  void findsEveryRunOfAModel() {
    assertThat(
            rows.of(
                "SELECT account_id, region, project_name, model_version, run_started_at,"
                    + " if(open, null, run_stopped_at), if(open, 'open', stopped_by),"
                    + " units_low, units_high"
                    + " FROM model_runs WHERE stopped_by <> 'month_end'"))
        .containsExactlyInAnyOrderElementsOf(
            truth.modelRuns().stream()
                .map(
                    m ->
                        row(
                            m.account(),
                            m.region(),
                            m.project(),
                            m.modelVersion(),
                            m.startedAt(),
                            m.stoppedAt().map(String::valueOf).orElse("null"),
                            m.stoppedBy(),
                            m.minUnits(),
                            Math.max(m.minUnits(), m.maxUnits())))
                .toList());
  }

  @Test
  void endsWithFindingsAndAShortSummary() {
    assertThat(ingest.code()).as(ingest.err()).isEqualTo(3);
    assertThat(ingest.out()).isEmpty();
    List<String> summary =
        ingest.err().lines().dropWhile(line -> !line.startsWith("Archive")).toList();
    assertThat(summary).hasSizeLessThanOrEqualTo(15);
    assertThat(summary)
        .anyMatch(line -> line.matches("Quarantine +10 problems open in 8 files: .*1 too_large.*"));
    assertThat(rows.of("SELECT outcome, counts['kept'] FROM job_runs WHERE command = 'ingest'"))
        .contains("done, findings (3)|" + truth.totals().distinctEvents());
  }

  @Test
  void readsNothingWhenItIsRunAgainAndChangesNothing() {
    List<String> before = rows.everything();
    CliRun again = ingest("faulty", "tables", "--findings-exit", "0");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains("no new files");
    assertThat(rows.everything()).isEqualTo(before);
  }

  @Test
  void endsAsInOneRunWhenTheMonthsAreReadOneByOne() {
    List<String> months = new ArrayList<>(List.of("2025-08", "2025-09", "2025-11"));
    Collections.shuffle(months, new Random(7));
    EmptyTables.at(folder.resolve("by-month"));
    for (String month : months) {
      CliRun run = ingest("faulty", "by-month", "--month", month, "--lateness", "30");
      assertThat(run.code()).as(run.err()).isBetween(0, 3);
    }
    // Which of an event's copies is stored, and so what its file kept, goes by the order.
    String[] provenance = {"source_file", "record_index", "kept", "duplicates"};
    assertThat(rowsOf("by-month").everythingBut(provenance))
        .isEqualTo(rows.everythingBut(provenance));
    String sums = "SELECT count(*), sum(kept), sum(duplicates) FROM ingested_files";
    assertThat(rowsOf("by-month").of(sums)).isEqualTo(rows.of(sums));
  }

  @Test
  void endsWithoutFindingsWhereNothingIsWrong() {
    CliRun sample = sample("sound", "--digest-hours", "0", "--accounts", "1");
    assertThat(sample.code()).as(sample.err()).isZero();

    EmptyTables.at(folder.resolve("sound-tables"));
    CliRun run = ingest("sound", "sound-tables");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(rowsOf("sound-tables").of("SELECT count(*) FROM events"))
        .containsExactly(
            Long.toString(
                TruthFiles.readBeside(folder.resolve("sound")).totals().distinctEvents()));
    assertThat(rowsOf("sound-tables").of("SELECT * FROM quarantine")).isEmpty();
  }

  private static String counted(String table) {
    return "SELECT event_date, action, account_id, region, coalesce(role_arn, ''),"
        + " credential_kind, outcome, count(*) FROM "
        + table
        + " GROUP BY ALL";
  }

  private static List<String> meant(Function<EventCount, Long> count) {
    return truth.events().stream()
        .filter(e -> count.apply(e) > 0)
        .map(
            e ->
                row(
                    e.eventDate(),
                    e.action(),
                    e.account(),
                    e.region(),
                    e.roleArn(),
                    e.credentialKind(),
                    e.outcome(),
                    count.apply(e)))
        .toList();
  }

  private static String row(Object... cells) {
    return Stream.of(cells).map(String::valueOf).collect(joining("|"));
  }

  private static CliRun sample(String name, String... options) {
    List<String> args =
        new ArrayList<>(List.of("sample", "--out", folder.resolve(name).toString()));
    args.addAll(DAYS);
    args.addAll(List.of("--regions", "eu-central-1,us-east-1", "--noise", "0.2"));
    args.addAll(List.of("--detections-per-day", "40"));
    args.addAll(List.of(options));
    return CliRun.of(args.toArray(String[]::new));
  }

  private static CliRun ingest(String sample, String tables, String... options) {
    List<String> args = new ArrayList<>(List.of("ingest", "--max-file-bytes", MAX_FILE_BYTES));
    args.addAll(List.of("--archive", folder.resolve(sample).resolve("archive").toString()));
    args.addAll(List.of("--tables", folder.resolve(tables).toString()));
    args.addAll(List.of(options));
    return CliRun.of(args.toArray(String[]::new));
  }

  private static TableRows rowsOf(String tables) {
    return new TableRows(new TableStore(TestSpark.session(), folder.resolve(tables).toString()));
  }
}
