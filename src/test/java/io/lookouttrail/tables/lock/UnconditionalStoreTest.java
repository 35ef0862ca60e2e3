package io.lookouttrail.tables.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.S3FaultProxy;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that ignores the conditions of writes, or does not know them. */
class UnconditionalStoreTest {
  private static final String TABLES = "s3a://old/t";

  @TempDir java.nio.file.Path folder;
  private S3Server server;
  private S3FaultProxy front;

  @BeforeEach
  void start() {
    server =
        S3Server.startWithoutSignatures(folder.resolve("s"), TestSpark.session()).bucket("old");
    front = server.faultProxy();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Tag("slow")
  void fallsBackToTheLeaseWithOneWarning() {
    front.ignoreConditions();
    new TableStore(TestSpark.session(), TABLES).open(IngestedFilesTable.SPEC);
    CliRun run = CliRun.of("maintain", "--tables", TABLES);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines().filter(line -> line.contains("lease")))
        .containsExactly(
            "Only a lease keeps a second run away from s3a://old/t: the store ignores the"
                + " conditions of writes, or Hadoop knows none. Let one run at a time write to"
                + " these tables.");
    assertThat(server.keys("old", "t/_")).isEmpty();
  }

  @Test
  void aStoreThatHonoursOneOfTheConditionsIsNoBetter() throws Exception {
    Path tables = new Path(TABLES);
    Configuration hadoop = TestSpark.session().sparkContext().hadoopConfiguration();
    for (String condition : List.of("if-match", "if-none-match")) {
      front.ignore(condition);
      try (FileSystem untried = FileSystem.newInstance(tables.toUri(), hadoop)) {
        assertThat(ConditionalStores.at(untried, tables)).as(condition).isEmpty();
      }
    }
    assertThat(server.keys("old", "t/")).as("no probe is left").isEmpty();
  }

  @Test
  void readsTheLeaseBeforeEachCommit() throws Exception {
    front.refuse(
        it -> it.head().toLowerCase(java.util.Locale.ROOT).contains("if-none-match:"),
        501,
        "NotImplemented");
    Path file = new Path(TABLES + "/events/_delta_log/00000000000000000000.json");
    Configuration hadoop = TestSpark.session().sparkContext().hadoopConfiguration();
    ConditionalPutLogStore log = new ConditionalPutLogStore(hadoop);
    WriterLock lock =
        new TableStore(TestSpark.session(), TABLES).lock("a run", Duration.ZERO, Clock.systemUTC());
    assertThat(lock.limit()).isPresent();
    log.write(file, List.of("{}").iterator(), false, hadoop);
    server.put(
        "old", "t/_lock", "other\n2999-01-01T00:00:00Z\nthe other\n".getBytes(UTF_8), Map.of());
    Path next = new Path(file.getParent(), "00000000000000000001.json");
    assertThatThrownBy(() -> log.write(next, List.of("{}").iterator(), false, hadoop))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("lost the lease on it (the other, lease until 2999-");
    lock.close();
    assertThat(server.keys("old", "t/"))
        .contains("t/_lock")
        .doesNotContain(next.toUri().getPath().substring(1));
  }
}
