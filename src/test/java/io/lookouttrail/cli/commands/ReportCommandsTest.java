package io.lookouttrail.cli.commands;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The monthly job and the report by themselves, through the real command line: September, in which
 * all is well, then August, of which a file is in quarantine.
 */
class ReportCommandsTest {
  @TempDir static Path folder;
  private static CliRun september;
  private static String septembersResult;
  private static CliRun august;

  @BeforeAll
  static void runMonths() throws IOException {
    TestArchive archive = new TestArchive(folder.resolve("archive"));
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "a",
        anEvent().id("e-1"),
        anEvent().id("e-2").action("StartModel").at("2025-09-03T10:01:00Z"),
        anEvent().id("e-3").source("s3.amazonaws.com"));
    archive.deliver("2025-08-07T10:05:00Z", "b", anEvent().id("e-4").at("2025-08-07T10:00:00Z"));
    archive.deliverBytes(
        "111122223333",
        "us-east-1",
        "2025-08-08T10:05:00Z",
        "c",
        "no gzip".getBytes(StandardCharsets.UTF_8));
    EmptyTables.at(folder.resolve("tables"));
    september = monthly("--month", "2025-09");
    septembersResult = result();
    august = monthly("--month", "2025-08", "--event-source", "lookoutvision.amazonaws.com");
  }

  private static CliRun monthly(String... args) {
    return run(
        List.of("monthly", "--archive", path("archive"), "--tables", path("tables")),
        List.of("--out", path("out")),
        args);
  }

  private static CliRun report(String out, String... args) {
    return run(List.of("report", "--tables", path("tables")), List.of("--out", path(out)), args);
  }

  private static CliRun run(List<String> first, List<String> then, String... last) {
    return CliRun.of(
        Stream.of(first, then, List.of(last)).flatMap(List::stream).toArray(String[]::new));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String result() throws IOException {
    return Files.readString(folder.resolve("out/_RESULT.json"));
  }

  private static TableRows rows() {
    return new TableRows(new TableStore(TestSpark.session(), path("tables")));
  }

  private static String firstReport() {
    return rows()
        .of("SELECT run_id FROM job_runs WHERE command = 'report' AND window_from = '2025-09-01'")
        .get(0);
  }

  @Test
  void ingestsAMonthAndReportsIt() throws IOException {
    assertThat(september.err())
        .contains("Archive     ", "Records     3 = 2 kept", "Report           " + path("out"));
    assertThat(september.code()).as(september.err()).isZero();
    assertThat(september.out()).isEqualTo(path("out/2025-09") + "\n");
    assertThat(folder.resolve("out/2025-09"))
        .isDirectoryContaining(file -> file.endsWith("index.html"))
        .isDirectoryContaining(file -> file.endsWith("report.pdf"))
        .isDirectoryContaining(file -> file.endsWith("access_review.csv"))
        .isDirectoryContaining(file -> file.endsWith("SHA256SUMS"))
        .isDirectoryContaining(file -> file.endsWith("generated.json"));
    assertThat(septembersResult)
        .contains("\"report\" : \"2025-09\"", "\"command\" : \"monthly\"", "\"exit_code\" : 0")
        .contains("\"run_id\" : \"" + firstReport() + "\"");
    assertThat(Files.readString(folder.resolve("out/2025-09/generated.json")))
        .contains(firstReport(), "monthly --archive ");
  }

  @Test
  void reportsAlsoWhereIngestFoundSomethingAndEndsWithTheWorst() throws IOException {
    assertThat(august.code()).as(august.err()).isEqualTo(3);
    assertThat(august.out()).isEqualTo(path("out/2025-08") + "\n");
    assertThat(august.err())
        .contains("Quarantine  1 problem open in 1 file", "1 problem open in quarantine");
    assertThat(folder.resolve("out/2025-08")).isDirectoryContaining("glob:**report.json");
    assertThat(folder.resolve("out/2025-09")).isNotEmptyDirectory();
  }

  @Test
  void notesEachStepAsARunWithTheTablesItIsOf() {
    assertThat(
            rows()
                .of(
                    """
                    SELECT command, window_from, window_to, event_sources[0], outcome,
                      table_versions['events'] IS NOT NULL, arguments LIKE 'monthly --archive %'
                    FROM job_runs WHERE window_from >= '2025-08-01'
                      AND outcome LIKE 'done%' ORDER BY window_from, command"""))
        .startsWith(
            "ingest|2025-08-01|2025-08-31|lookoutvision.amazonaws.com|done, findings (3)|true|true",
            "report|2025-08-01|2025-08-31|lookoutvision.amazonaws.com|done, findings (3)|true|true",
            "ingest|2025-09-01|2025-09-30|lookoutvision.amazonaws.com|done (0)|true|true",
            "report|2025-09-01|2025-09-30|lookoutvision.amazonaws.com|done (0)|true|true");
    assertThat(rows().of("SELECT count(*) - count(DISTINCT run_id) FROM job_runs"))
        .containsExactly("0");
  }

  /** Also with tables that cannot be written: a folder is in the place of the lock file. */
  @Test
  void makesAnOldReportAgainOverReadOnlyTables() throws IOException {
    Path tables = folder.resolve("tables read-only");
    copy(folder.resolve("tables"), tables);
    Files.deleteIfExists(tables.resolve("_lock"));
    Files.createDirectories(tables.resolve("_lock/in the way"));
    CliRun again =
        CliRun.of(
            "report",
            "--tables",
            tables.toString(),
            "--out",
            path("again"),
            "--month",
            "2025-09",
            "--as-of",
            firstReport());
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).isEqualTo(path("again/2025-09") + "\n");
    assertThat(again.err().lines())
        .filteredOn(line -> line.startsWith("The run has no row in job_runs: Cannot write to "))
        .hasSize(1);
    assertThat(Files.readString(folder.resolve("again/2025-09/SHA256SUMS")))
        .isEqualTo(Files.readString(folder.resolve("out/2025-09/SHA256SUMS")));
  }

  @Test
  void saysThatAnOldVersionsFilesAreGone() throws IOException {
    Path tables = folder.resolve("tables vacuumed");
    copy(folder.resolve("tables"), tables);
    try (Stream<Path> files = Files.walk(tables.resolve("events"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        if (!file.toString().contains("_delta_log")) {
          Files.delete(file);
        }
      }
    }
    CliRun run =
        CliRun.of(
            "report",
            "--tables",
            tables.toString(),
            "--out",
            path("gone"),
            "--month=2025-09",
            "--as-of=2026-01-01");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .last()
        .asString()
        .startsWith("Cannot run report: files of this version of a table are deleted. ");
    assertThat(folder.resolve("gone/2025-09")).doesNotExist();
    assertThat(Files.readString(folder.resolve("gone/_RESULT.json")))
        .contains("\"exit_code\" : 1", "Cannot run report: files of this version of a table ");
  }

  @Test
  void refusesAMonthThatWasNeverIngested() throws IOException {
    CliRun run = report("never", "--month", "2025-05");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).last().asString().startsWith("Cannot report on 2025-05: ");
    assertThat(folder.resolve("never/2025-05")).doesNotExist();
    assertThat(Files.readString(folder.resolve("never/_RESULT.json")))
        .contains("\"exit_code\" : 1", "\"outcome\" : \"failed (1): Cannot report on 2025-05: ");
    assertThat(rows().of("SELECT command, outcome FROM job_runs WHERE window_from = '2025-05-01'"))
        .singleElement()
        .asString()
        .startsWith("report|failed (1): Cannot report on 2025-05: ");
  }

  private static void refused(int code, String start, CliRun run) {
    assertThat(run.err()).startsWith(start).hasLineCount(1);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void refusesAFolderThatIsUsedOrCannotBeWritten() throws IOException {
    refused(
        1,
        "Cannot write the report to file:"
            + path("out/2025-09")
            + ": the folder is already in use.",
        report("out", "--month", "2025-09"));
    Files.writeString(folder.resolve("a file"), "in the way");
    refused(1, "Cannot write to ", report("a file/out", "--month", "2025-09"));
  }

  @Test
  void refusesTablesAndFilesThatAreNotThere() {
    refused(
        1,
        "Cannot read the tables at file:" + path("nowhere") + ": ",
        CliRun.of("report", "--tables", path("nowhere"), "--out", path("x"), "--month=2025-09"));
    assertThat(folder.resolve("nowhere")).doesNotExist();
    refused(
        1,
        "Cannot report on the tables as of yesterday: no run with that id ",
        report("x", "--month=2025-09", "--as-of", "yesterday"));
    for (String option : List.of("--accounts", "--accepted", "--thresholds")) {
      refused(
          1,
          "Cannot read %s: the file does not exist. Check %s.".formatted(path("no.csv"), option),
          report("x", "--month=2025-09", option, path("no.csv")));
    }
    long before = rows().versionOf("ingested_files");
    refused(
        1,
        "Cannot read " + path("no.csv"),
        monthly("--month=2025-09", "--accounts", path("no.csv")));
    assertThat(rows().versionOf("ingested_files")).isEqualTo(before);
  }

  @Test
  void refusesWrongUsageBeforeAnythingIsDone() {
    refused(2, "Cannot report on 2026-02: 2026-02 is in the fut", report("y", "--month=2026-02"));
    refused(2, "Cannot report on 2031-01: 2031-01 is in the fut", monthly("--month=2031-01"));
    refused(2, "Cannot choose the months to report: no month is given.", report("y"));
    refused(
        2,
        "Cannot choose the events: --event-source 'vision' is not an event source.",
        report("y", "--month=last", "--event-source", "vision"));
    refused(
        2,
        "Cannot choose the files to read: --lateness 31 is not within 0 to 30.",
        report("y", "--month=last", "--lateness", "31"));
    refused(
        2,
        "Cannot run report: invalid value for option '--price-inference-hour': '4 USD' is no",
        report("y", "--month=last", "--price-inference-hour", "4 USD"));
    for (String wrong : List.of("2024", "2024-13", "2024-09_2024-07", "2024-07_2024-08_2024-09")) {
      refused(
          2,
          "Cannot run report: invalid value for option '--compare-to': '"
              + wrong
              + "' is not a month or a period; write it as 2024-09 or 2024-07_2024-09",
          report("y", "--month=last", "--compare-to", wrong));
    }
    refused(
        2,
        "Cannot compare with 2031-01: 2031-01 is in the future. The last complete month is ",
        report("y", "--month=2025-09", "--compare-to", "2031-01"));
    refused(
        2,
        "Cannot compare the report with 2025-09: --compare-to names the report's own months.",
        report("y", "--month=2025-09", "--compare-to", "2025-09"));
    refused(
        2,
        "Cannot run report: --out URI is missing.",
        CliRun.of("report", "--tables", path("tables"), "--month=last"));
    assertThat(folder.resolve("y")).doesNotExist();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Files.copy(file, to.resolve(from.relativize(file).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
