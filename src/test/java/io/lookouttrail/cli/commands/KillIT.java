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
import java.util.ArrayList;
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
  /** Options that leave every batch to Spark. */
  private static final List<String> BY_SPARK =
      List.of("--conf", "spark.lookouttrail.smallBatchBytes=0");

  @TempDir Path folder;
  private CrashTestArchive archive;

  /** One chain over both batches, which are small, with a process before and after each commit. */
  @Test
  void endsAsIfUndisturbedThoughItDiedBeforeAndAfterEachTableWasWritten() throws Exception {
    List<String> undisturbed = undisturbed();
    List<String> points =
        written()
            .map(table -> table + "-write")
            .flatMap(commit -> Stream.of("before-" + commit, commit))
            .toList();
    assertThat(points).contains("before-events-write", "usage_daily-write", "ingested_files-write");

    dieAt("tables", points, List.of()).get();

    assertEndsAs(undisturbed, "tables");
  }

  /** The same for batches that Spark reads and commits. */
  @Test
  @Tag("slow")
  void endsAsIfUndisturbedThoughItDiedAfterSparkWroteEachTable() throws Exception {
    List<String> undisturbed = undisturbed();

    dieAt("tables", written().map(table -> table + "-write").toList(), BY_SPARK).get();

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
        dieAt("first", all.stream().map(table -> table + "-create").toList(), List.of());
    CompletableFuture<Void> second =
        dieAt("second", written().map(table -> table + "-write").toList(), BY_SPARK);
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

  private CompletableFuture<Void> dieAt(String tables, List<String> points, List<String> options) {
    return CompletableFuture.runAsync(
        () -> {
          for (String point : points) {
            Launcher.Ended ended = startToDieAt(point, tables, options).end();
            assertThat(ended.code())
                .as("%s, %s: %s", tables, point, ended.err())
                .isEqualTo(HaltingLogStore.EXIT_CODE);
          }
        });
  }

  private Launcher.Running startToDieAt(String point, String tables, List<String> options) {
    String classes =
        HaltingLogStore.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> all = new ArrayList<>(options);
    all.add("--conf");
    all.add("spark.delta.logStore.file.impl=" + HaltingLogStore.class.getName());
    return archive
        .launcher("-D" + HaltingLogStore.AT + "=" + point)
        // Behind the program's own class path: before it, the class archive would be of no use.
        .with("HADOOP_CONF_DIR", classes)
        .start(archive.arguments(folder.resolve(tables), all.toArray(String[]::new)));
  }

  private TableStore store(String name) {
    return new TableStore(TestSpark.session(), folder.resolve(name).toString());
  }
}
