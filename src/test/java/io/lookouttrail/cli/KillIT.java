package io.lookouttrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.HaltingLogStore;
import io.lookouttrail.fixtures.Rows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.TableStore;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process, dead right after each of its commits in turn; the next run ends as one that
 * nobody ever disturbed.
 */
class KillIT {
  /** Processes at once: two cores are no faster with more. */
  private static final int AT_ONCE = 2;

  @TempDir Path folder;
  private RestlessArchive archive;

  private record Attempt(int commit, Launcher.Running process) {}

  @Test
  void endsAsIfUndisturbedWhereverItDied() throws Exception {
    archive = new RestlessArchive(folder.resolve("bucket"));
    List<String> undisturbed = archive.ingestedUndisturbed(store("undisturbed"));
    Queue<Attempt> attempts = new ArrayDeque<>();
    int next = 1;
    boolean survived = false;
    while (!survived || !attempts.isEmpty()) {
      while (!survived && attempts.size() < AT_ONCE) {
        attempts.add(new Attempt(next, startToDieAfter(next)));
        next++;
      }
      Attempt attempt = attempts.remove();
      Launcher.Ended ended = attempt.process().end();
      if (ended.code() == HaltingLogStore.EXIT_CODE) {
        assertThat(ended.err()).as("commit " + attempt.commit()).doesNotContain("Cannot");
      } else {
        assertThat(ended.code()).as(ended.err()).isEqualTo(3);
        survived = true;
      }
      comeBack(attempt.commit(), undisturbed);
    }
    // Four tables made and filled by two batches, and the runs' own.
    assertThat(next).as("processes that died").isGreaterThan(12);
  }

  private void comeBack(int commit, List<String> undisturbed) {
    TableStore store = store("after-" + commit);
    archive.ingest(store).run();
    assertThat(new Rows(store).everything()).as("commit " + commit).isEqualTo(undisturbed);
    assertThat(folder.resolve("after-" + commit).resolve("_staging")).doesNotExist();
  }

  private Launcher.Running startToDieAfter(int commit) throws URISyntaxException {
    Path classes =
        Path.of(HaltingLogStore.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return archive
        .launcher("-D" + HaltingLogStore.AFTER + "=" + commit)
        .start(
            archive.arguments(
                folder.resolve("after-" + commit),
                "--driver-class-path",
                classes.toString(),
                "--conf",
                "spark.delta.logStore.file.impl=" + HaltingLogStore.class.getName()));
  }

  private TableStore store(String name) {
    return new TableStore(TestSpark.session(), folder.resolve(name).toString());
  }
}
