package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.Launcher;
import io.lookouttrail.fixtures.HaltingLogStore;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.integrity.chain.TestDigestChain;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real verify, killed before and after its commits, then run again: the newest states are those
 * of an undisturbed run.
 */
class VerifyKillIT {
  @TempDir Path folder;
  private FaultyArchive archive;
  private Path keys;

  @Test
  void endsAsIfUndisturbedThoughItDiedBeforeAndAfterItsCommits() throws IOException {
    archive = new FaultyArchive(folder.resolve("archive"));
    archive.write();
    keys =
        Files.writeString(
            folder.resolve("keys.json"), TestDigestChain.keysFile(TestDigestChain.KEY));
    verify("undisturbed");

    for (String point : List.of("before-digest_findings-write", "digest_findings-write")) {
      assertThat(process(point, "killed").code()).as(point).isEqualTo(HaltingLogStore.EXIT_CODE);
    }
    verify("killed");

    assertThat(states("killed")).isNotEmpty().isEqualTo(states("undisturbed"));
    assertThat(new TableRows(store("killed")).of("SELECT command, outcome FROM job_runs"))
        .containsExactly("verify|done, findings (3)");
  }

  private void verify(String tables) {
    Launcher.Ended ended = process("", tables);
    assertThat(ended.code()).as(ended.err()).isEqualTo(3);
  }

  /**
   * Runs it to its end.
   *
   * @param point where it dies; empty if it does not
   */
  private Launcher.Ended process(String point, String tables) {
    String classes =
        HaltingLogStore.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> line = new ArrayList<>(List.of("verify", "--archive", archive.uri()));
    line.addAll(List.of("--tables", folder.resolve(tables).toString()));
    line.addAll(List.of("--public-keys", keys.toString()));
    line.addAll(List.of("--from", "2025-09-03", "--to", "2025-09-03"));
    line.addAll(List.of("--driver-memory", "512m", "--conf"));
    line.add("spark.delta.logStore.file.impl=" + HaltingLogStore.class.getName());
    return new Launcher()
        .with("LOOKOUT_TRAIL_OPTS", "-XX:TieredStopAtLevel=1 -D" + HaltingLogStore.AT + "=" + point)
        // Behind the program's own class path: before it, the class archive would be of no use.
        .with("HADOOP_CONF_DIR", classes)
        .start(line.toArray(String[]::new))
        .end();
  }

  private List<String> states(String tables) {
    return new TableRows(store(tables))
        .of(
            "SELECT newest.* FROM (SELECT max_by(struct(kind, object, state, proof, severity),"
                + " struct(checked_at, run_id)) AS newest FROM digest_findings"
                + " GROUP BY kind, object) ORDER BY kind, object");
  }

  private TableStore store(String tables) {
    return new TableStore(TestSpark.session(), folder.resolve(tables).toString());
  }
}
