package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.S3FaultProxy;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.S3Trail;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects in an archive class: reported, listed for a restore, and read after it. */
@Tag("slow")
class S3GlacierTest {
  private static final String LIST = "s3a://lake/lists/restore.csv";

  @TempDir static Path folder;

  private static S3Server server;
  private static S3FaultProxy front;
  private static TableStore store;
  private static List<String> logs;
  private static CliRun first;
  private static CliRun again;
  private static String list;
  private static List<String> quarantine;
  private static long reads;
  private static CliRun restored;
  private static String emptyList;

  @BeforeAll
  static void archiveAndRestore() {
    server =
        S3Server.start(folder.resolve("server"), TestSpark.session())
            .bucket(S3Trail.BUCKET)
            .bucket("lake");
    front = server.faultProxy();
    logs = new S3Trail(server).deliver(3, 2).logs();
    store = EmptyTables.at(folder.resolve("tables"));
    front.refuse(it -> it.gets(logs.get(0)) || it.gets(logs.get(1)), 403, "InvalidObjectState");
    first = ingest();
    again = ingest("--restore-list", LIST);
    list = server.text("lake", "lists/restore.csv");
    reads = front.requests().stream().filter(it -> it.gets(logs.get(0))).count();
    quarantine =
        new TableRows(store)
            .of("SELECT source_file, problem, resolved_at FROM quarantine ORDER BY 1");
    front.calm();
    restored = ingest("--retry-quarantined", "--restore-list", LIST);
    emptyList = server.text("lake", "lists/restore.csv");
  }

  private static CliRun ingest(String... more) {
    String[] line = {"ingest", "--archive", "s3a://" + S3Trail.BUCKET, "--tables", store.root()};
    return CliRun.of(
        java.util.stream.Stream.of(line, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void reportsFilesAndBytesInOneLine() {
    assertThat(first.code()).as(first.err()).isEqualTo(3);
    assertThat(first.err().lines().filter(line -> line.startsWith("Archived")))
        .singleElement()
        .asString()
        .matches(
            "Archived    2 files, [0-9.]+ k?B, in Glacier: restore them \\(ingest"
                + " --restore-list\\), then run again with --retry-quarantined");
    assertThat(first.err()).contains("2 problems open in 2 files: 2 archived");
  }

  @Test
  void putsThemIntoQuarantineAndAsksForEachOnce() {
    String bucket = "s3://" + S3Trail.BUCKET + "/";
    assertThat(quarantine)
        .containsExactly(
            bucket + logs.get(0) + "|archived|null", bucket + logs.get(1) + "|archived|null");
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void listsThemForBatchOperationsWithoutReadingAnything() {
    assertThat(again.err())
        .contains("no new files: all 3 files", "Restore     2 objects in " + LIST);
    assertThat(list)
        .isEqualTo(
            S3Trail.BUCKET + "," + logs.get(0) + "\n" + S3Trail.BUCKET + "," + logs.get(1) + "\n");
  }

  @Test
  void takesThemWhenTheyAreRestored() {
    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(restored.err())
        .contains("Restore     no object is archived, empty list in " + LIST)
        .doesNotContain("Archived");
    assertThat(emptyList).isEmpty();
    assertThat(new TableRows(store).of("SELECT count(*) FROM events")).containsExactly("6");
    assertThat(new TableRows(store).of("SELECT count(*) FROM quarantine WHERE resolved_at IS NULL"))
        .containsExactly("0");
  }
}
