package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.Launcher;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that want to write to the same tables. */
class TwoRunsIT {
  @TempDir Path folder;

  @Test
  @Tag("slow")
  void waitForEachOtherAndEndAsOne() throws Exception {
    CrashTestArchive archive = new CrashTestArchive(folder.resolve("bucket"));
    List<String> undisturbed = archive.ingestedUndisturbed(store("undisturbed"));
    Path tables = folder.resolve("tables");
    String[] arguments = archive.arguments(tables, "--lock-wait", "5m");
    Launcher.Running one;
    Launcher.Running other;
    try (WriterLock lock = locked("tables")) {
      one = archive.launcher().start(arguments);
      other = archive.launcher().start(arguments);
      awaitListing(one);
      awaitListing(other);
      lock.check();
    }

    assertThat(one.end()).satisfies(ended -> assertThat(ended.code()).as(ended.err()).isEqualTo(3));
    assertThat(other.end())
        .satisfies(ended -> assertThat(ended.code()).as(ended.err()).isEqualTo(3));

    TableRows rows = new TableRows(store("tables"));
    assertThat(rows.everything()).isEqualTo(undisturbed);
    assertThat(
            rows.of(
                "SELECT counts['files_found'], counts['files_read'], outcome FROM job_runs"
                    + " ORDER BY finished_at"))
        .containsExactly("4|4|done, findings (3)", "4|0|done, findings (3)");
    assertThat(rows.of("SELECT max(started_at) < min(finished_at) FROM job_runs"))
        .as("at once")
        .containsExactly("true");
  }

  @Test
  void failNamingTheHolderWhereNobodyWaits() {
    CrashTestArchive archive = new CrashTestArchive(folder.resolve("bucket"));
    Launcher.Ended ended;
    try (WriterLock lock = locked("tables")) {
      ended =
          archive
              .launcher()
              .start(archive.arguments(folder.resolve("tables"), "--progress", "none"))
              .end();
      lock.check();
    }
    assertThat(ended)
        .isEqualTo(
            new Launcher.Ended(
                1,
                "",
                "Cannot write to the tables at file:"
                    + folder.resolve("tables")
                    + ": another run is writing to them: run 4711 by a test. Wait for it to end,"
                    + " or give --lock-wait a longer time.\n"));
    assertThat(folder.resolve("tables").toFile().list()).containsExactly(WriterLock.FILE);
  }

  /** Until a run says that it lists the archive, which it does before it asks for the lock. */
  private static void awaitListing(Launcher.Running run) throws Exception {
    while (run.process().isAlive() && !run.errors().contains("list: ")) {
      Thread.sleep(50);
    }
    assertThat(run.process().isAlive()).as(run.errors()).isTrue();
  }

  private WriterLock locked(String tables) {
    return store(tables).lock("run 4711 by a test", Duration.ZERO, Clock.systemUTC());
  }

  private TableStore store(String name) {
    return new TableStore(TestSpark.session(), folder.resolve(name).toString());
  }
}
