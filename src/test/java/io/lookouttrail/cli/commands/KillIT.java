package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.Launcher;
import io.lookouttrail.fixtures.HaltingLogStore;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process, killed after each of its commits; each new process continues with what the last
 * one left; what is there in the end is what an undisturbed run writes.
 */
class KillIT {
  @TempDir Path folder;
  private CrashTestArchive archive;

  /** One chain over both batches: each table's rows are written, and the run is noted. */
  @Test
  void endsAsIfUndisturbedThoughItDiedAfterEachTableWasWritten() throws Exception {
    List<String> undisturbed = undisturbed();
    List<String> writes = written().map(table -> table + "-write").toList();
    assertThat(writes).contains("events-write", "usage_daily-write", "ingested_files-write");

    dieAfter("tables", writes).get();

    assertEndsAs(undisturbed, "tables");
  }

  /** Two chains at a time: one from nothing, one that finds the first batch there. */
  @Test
  @Tag("slow")
  void endsAsIfUndisturbedThoughItDiedAfterEachCommit() throws Exception {
    List<String> undisturbed = undisturbed();
    archive.ingest(store("second")).over(Window.ofMonth(YearMonth.parse("2025-08"), 0)).run();
    store("second").delete(JobRunsTable.SPEC.name());
    List<String> all = Stream.concat(tables(), Stream.of("job_runs")).toList();

    CompletableFuture<Void> first =
        dieAfter("first", all.stream().map(table -> table + "-create").toList());
    CompletableFuture<Void> second =
        dieAfter("second", written().map(table -> table + "-write").toList());
    first.get();
    second.get();

    assertEndsAs(undisturbed, "first");
    assertEndsAs(undisturbed, "second");
  }

  private List<String> undisturbed() {
    archive = new CrashTestArchive(folder.resolve("bucket"));
    return archive.ingestedUndisturbed(store("undisturbed"));
  }

  /** Every table that an undisturbed run makes, in the order in which it makes them. */
  private Stream<String> tables() {
    return AllTables.versions(store("undisturbed")).keySet().stream()
        .sorted(Comparator.comparing(this::madeAt));
  }

  private FileTime madeAt(String table) {
    try {
      return Files.getLastModifiedTime(
          folder.resolve("undisturbed/" + table + "/_delta_log/00000000000000000000.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of them that it wrote rows to, and the runs' own, which a process writes last. */
  private Stream<String> written() {
    Map<String, Long> versions = AllTables.versions(store("undisturbed"));
    return Stream.concat(
        tables().filter(table -> versions.get(table) > 0), Stream.of(JobRunsTable.SPEC.name()));
  }

  private void assertEndsAs(List<String> undisturbed, String tables) {
    archive.ingest(store(tables)).run();
    assertThat(new TableRows(store(tables)).everything()).as(tables).isEqualTo(undisturbed);
    assertThat(folder.resolve(tables).resolve("_staging")).doesNotExist();
  }

  private CompletableFuture<Void> dieAfter(String tables, List<String> commits) {
    return CompletableFuture.runAsync(
        () -> {
          for (String commit : commits) {
            Launcher.Ended ended = startToDieAfter(commit, tables).end();
            assertThat(ended.code())
                .as("%s, %s: %s", tables, commit, ended.err())
                .isEqualTo(HaltingLogStore.EXIT_CODE);
          }
        });
  }

  private Launcher.Running startToDieAfter(String commit, String tables) {
    String classes =
        HaltingLogStore.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return archive
        .launcher("-D" + HaltingLogStore.AT + "=" + commit)
        // Behind the program's own class path: before it, the class archive would be of no use.
        .with("HADOOP_CONF_DIR", classes)
        .start(
            archive.arguments(
                folder.resolve(tables),
                "--conf",
                "spark.delta.logStore.file.impl=" + HaltingLogStore.class.getName()));
  }

  private TableStore store(String name) {
    return new TableStore(TestSpark.session(), folder.resolve(name).toString());
  }
}
