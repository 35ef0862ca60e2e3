package io.lookouttrail.tables;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.run.RunId;
import io.lookouttrail.run.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Console;

/** Maintenance of tables that two runs have written to. */
class MaintenanceTest {
  @TempDir static Path folder;
  private static int copies;

  private TableStore store;
  private List<String> figures;
  private long version;

  @BeforeAll
  static void ingestTwice() {
    TestArchive archive = new TestArchive(folder.resolve("bucket"));
    for (int run = 1; run <= 2; run++) {
      archive.deliver("2025-09-03T1" + run + ":05:00Z", "aaa" + run, anEvent().id("e-" + run));
      new TestIngest(archive, storeAt("tables")).run();
    }
  }

  @BeforeEach
  void copy() throws IOException {
    Path copy = folder.resolve("copy-" + ++copies);
    Path tables = folder.resolve("tables");
    try (Stream<Path> all = Files.walk(tables)) {
      for (Path file : all.toList()) {
        Files.copy(file, copy.resolve(tables.relativize(file)));
      }
    }
    store = storeAt(copy.getFileName().toString());
    figures = new TableRows(store).everything();
    version = new TableRows(store).versionOf("events");
  }

  private static TableStore storeAt(String name) {
    return EmptyTables.at(folder.resolve(name));
  }

  @Tag("slow")
  @Test
  void makesFewFilesOfManyAndChangesNoFigure() {
    Instant longAgo = Clock.systemUTC().instant().minus(Duration.ofDays(500));
    note("report", "failed (1): Cannot report", longAgo);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Maintenance.Result result =
        Console.withOut(printed, () -> maintenance().run(Duration.ofDays(400), false));

    assertThat(printed.toString(UTF_8)).as("standard output").isEmpty();
    assertThat(result.keptForReport()).as("of a report that failed").isEmpty();
    assertThat(result.compacted())
        .containsEntry("events", new Maintenance.Compaction(2, 1))
        .containsEntry("ingested_files", new Maintenance.Compaction(2, 1));
    assertThat(store.read(EventsTable.SPEC).inputFiles()).hasSize(1);
    assertThat(new TableRows(store).everything()).isEqualTo(figures);
    assertThat(asOf(version).count()).as("within the retention").isEqualTo(2);
  }

  @Test
  @Tag("slow")
  void keepsWhatAReportWasMadeFromUnlessToldToForgetIt() {
    note("report", "done (0)", Clock.systemUTC().instant());

    assertThat(maintenance().run(Duration.ZERO, false).keptForReport()).isPresent();
    assertThat(asOf(version).count()).isEqualTo(2);

    assertThat(maintenance().run(Duration.ZERO, true).keptForReport()).isEmpty();
    assertThatThrownBy(() -> asOf(version).collectAsList())
        .hasStackTraceContaining("FileNotFoundException");
    assertThat(new TableRows(store).everything()).isEqualTo(figures);
  }

  private void note(String command, String outcome, Instant startedAt) {
    JobRunsTable.append(
        store,
        new JobRunsTable.JobRun(
            new RunId("run-of-" + command),
            command,
            "somebody",
            startedAt,
            startedAt,
            "0",
            Optional.empty(),
            Window.everything(),
            Set.of(),
            command,
            Map.of(),
            AllTables.versions(store),
            Map.of(),
            outcome));
  }

  private Dataset<Row> asOf(long tableVersion) {
    return store
        .spark()
        .read()
        .format("delta")
        .option("versionAsOf", tableVersion)
        .load(store.path("events"));
  }

  private Maintenance maintenance() {
    return new Maintenance(store, Clock.systemUTC());
  }
}
