package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.S3FaultProxy;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.S3Trail;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store of which every twentieth request fails with 500 or 503, is reset, or comes back cut:
 * nothing of that is in the tables.
 */
@Tag("slow")
class S3FaultsTest {
  private static final int PERCENT = 5;
  private static final long SEED = 20250903;

  @TempDir Path folder;

  private S3Server server;
  private S3FaultProxy front;
  private S3Trail trail;

  @BeforeEach
  void deliver() {
    server =
        S3Server.start(folder.resolve("server"), TestSpark.session())
            .bucket(S3Trail.BUCKET)
            .bucket("lake");
    front = server.faultProxy();
    trail = new S3Trail(server).deliver(30, 50);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void givesTheTablesOfAnUndisturbedStore() throws IOException {
    TableStore undisturbed = run(folder.resolve("tables").toString());

    front.disturb(PERCENT, SEED);
    TableStore disturbed = run("s3a://lake/trail");
    int mishaps = front.faults();
    front.calm();

    assertThat(mishaps).isGreaterThan(15);
    assertThat(new TableRows(disturbed).of("SELECT count(*) FROM events")).containsExactly("1500");
    assertThat(new TableRows(disturbed).everything())
        .isEqualTo(new TableRows(undisturbed).everything());
  }

  private TableStore run(String tables) throws IOException {
    String keys = Files.writeString(folder.resolve("keys.json"), trail.publicKeys()).toString();
    String archive = "s3a://" + S3Trail.BUCKET;
    CliRun ingest = CliRun.of("ingest", "--archive", archive, "--tables", tables);
    assertThat(ingest.code()).as(ingest.err()).isZero();
    CliRun verify =
        CliRun.of(
            "verify", "--archive", archive, "--tables", tables, "--public-keys", keys, "--rehash");
    assertThat(verify.code()).as(verify.err()).isZero();
    return new TableStore(TestSpark.session(), tables);
  }
}
