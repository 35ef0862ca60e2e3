package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.Launcher;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process, killed at moments that nobody chose; the next runs end as an undisturbed one.
 */
@Tag("slow")
class RandomKillIT {
  private static final int KILLS = 20;
  private static final long SEED = 20251031;

  @TempDir Path folder;
  private CrashTestArchive archive;

  @Test
  void endsAsIfUndisturbedWheneverItWasKilled() throws Exception {
    archive = new CrashTestArchive(folder.resolve("bucket"));
    List<String> undisturbed = archive.ingestedUndisturbed(store("undisturbed"));
    long writing = writingNanos();
    Random moments = new Random(SEED);
    for (int kill = 1; kill <= KILLS; kill++) {
      long moment = (long) (moments.nextDouble() * writing);
      String tables = "killed-" + kill;
      Launcher.Running run = start(tables);
      awaitLock(tables, run);
      run.process().waitFor(moment, TimeUnit.NANOSECONDS);
      run.process().destroyForcibly();
      run.end();

      archive.ingest(store(tables)).run();

      assertThat(new TableRows(store(tables)).everything())
          .as("kill %d, %d ms after the lock", kill, TimeUnit.NANOSECONDS.toMillis(moment))
          .isEqualTo(undisturbed);
      assertThat(folder.resolve(tables).resolve("_staging")).doesNotExist();
    }
  }

  /** How long an undisturbed process lives after it took the lock: before, it writes nothing. */
  private long writingNanos() throws Exception {
    Launcher.Running run = start("measured");
    awaitLock("measured", run);
    long begin = System.nanoTime();
    assertThat(run.end()).satisfies(end -> assertThat(end.code()).as(end.err()).isEqualTo(3));
    return System.nanoTime() - begin;
  }

  private void awaitLock(String tables, Launcher.Running run) throws Exception {
    Path lock = folder.resolve(tables).resolve(WriterLock.FILE);
    while (run.process().isAlive() && !Files.exists(lock)) {
      run.process().waitFor(5, TimeUnit.MILLISECONDS);
    }
  }

  private Launcher.Running start(String tables) {
    return archive.launcher().start(archive.arguments(folder.resolve(tables)));
  }

  private TableStore store(String name) {
    return new TableStore(TestSpark.session(), folder.resolve(name).toString());
  }
}
