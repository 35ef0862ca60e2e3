package io.lookouttrail.cli.commands;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TestArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of whole runs, through the real command line. */
class MetricsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void deliver() throws IOException {
    TestArchive archive = new TestArchive(folder.resolve("archive"));
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "a",
        anEvent().id("e-1"),
        anEvent().id("e-2"),
        anEvent().id("e-3").source("s3.amazonaws.com"));
    archive.deliverBytes(
        "111122223333",
        "us-east-1",
        "2025-09-08T10:05:00Z",
        "b",
        "no gzip".getBytes(StandardCharsets.UTF_8));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static CliRun monthly(String tables, String... more) {
    EmptyTables.at(folder.resolve(tables));
    String[] line = {
      "monthly",
      "--archive",
      path("archive"),
      "--tables",
      path(tables),
      "--out",
      path("out"),
      "--month",
      "2025-09"
    };
    String[] all = java.util.Arrays.copyOf(line, line.length + more.length);
    System.arraycopy(more, 0, all, line.length, more.length);
    return CliRun.of(all);
  }

  @Test
  void showEachStepOfARun() throws IOException {
    CliRun run = monthly("tables", "--metrics", path("monthly.prom"));
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("monthly.prom")))
        .contains(
            "lookout_trail_exit_code{command=\"monthly\"} 3\n",
            "lookout_trail_files{command=\"monthly\",step=\"ingest\"} 2\n",
            "lookout_trail_records{command=\"monthly\",step=\"ingest\"} 3\n",
            "lookout_trail_events{command=\"monthly\",step=\"ingest\"} 2\n",
            "lookout_trail_events{command=\"monthly\",step=\"report\"} 2\n",
            "lookout_trail_problems{command=\"monthly\",step=\"ingest\"} 1\n",
            "lookout_trail_phase_seconds{command=\"monthly\",step=\"report\",phase=\"render\"} ");
  }

  /** The code of the process, not that of the work. */
  @Test
  void showTheExitCodeOfTheProcess() throws IOException {
    CliRun run = monthly("more tables", "--metrics", path("zero.json"), "--findings-exit", "0");
    assertThat(run.code()).as(run.err()).isZero();
    String first = Files.readString(folder.resolve("zero.json")).lines().findFirst().orElseThrow();
    assertThat(new ObjectMapper().readTree(first).get("ExitCode").intValue()).isZero();
  }

  @Test
  void areWrittenForAFailedRun() throws IOException {
    EmptyTables.at(folder.resolve("empty"));
    CliRun run =
        CliRun.of(
            "report",
            "--tables",
            path("empty"),
            "--out",
            path("never"),
            "--month=2025-05",
            "--metrics",
            path("failed.prom"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("failed.prom")))
        .contains("lookout_trail_exit_code{command=\"report\"} 1\n")
        .doesNotContain("step=");
    CliRun nothing =
        CliRun.of(
            "verify",
            "--archive",
            path("none"),
            "--tables",
            path("empty"),
            "--metrics",
            path("verify.prom"));
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("verify.prom")))
        .contains("lookout_trail_exit_code{command=\"verify\"} 1\n");
  }

  @Test
  void changeNoExitCodeWhereTheyCannotBeWritten() {
    EmptyTables.at(folder.resolve("third"));
    CliRun run =
        CliRun.of(
            "ingest",
            "--archive",
            path("archive"),
            "--tables",
            path("third"),
            "--metrics",
            path("nowhere/run.prom"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err().lines())
        .last()
        .asString()
        .startsWith("Cannot write the metrics to " + path("nowhere/run.prom") + ": ");
  }
}
