package io.lookouttrail.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.OpenSsl;
import io.lookouttrail.fixtures.S3FaultProxy;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.S3Trail;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archive, keys, tables and reports in S3: everything is there as it is on a local disk. */
@Tag("slow")
class S3TablesTest {
  private static final String ARCHIVE = "s3a://" + S3Trail.BUCKET;
  private static final String LAKE = "lake";
  private static final String TABLES = "s3a://lake/trail";
  private static final String REPORTS = "s3a://lake/reports";
  private static final String REPORT = "reports/2025-09/";

  @TempDir static Path folder;

  private static S3Server server;
  private static S3FaultProxy front;
  private static TableStore stored;
  private static TableStore local;

  @BeforeAll
  static void runTheMonthInS3AndOnDisk() throws IOException {
    server =
        S3Server.start(folder.resolve("server"), TestSpark.session())
            .bucket(S3Trail.BUCKET)
            .bucket(LAKE);
    front = server.faultProxy();
    S3Trail trail = new S3Trail(server).deliver(3, 4);
    server.put(LAKE, "keys.json", trail.publicKeys().getBytes(UTF_8), Map.of());
    Files.writeString(folder.resolve("keys.json"), trail.publicKeys());
    OpenSsl openssl = new OpenSsl(folder);
    openssl.publicKey(openssl.key("ed25519"));
    monthly(TABLES, REPORTS, "s3a://lake/keys.json");
    monthly(tablesOnDisk(), folder.resolve("reports").toString(), folder + "/keys.json");
    stored = new TableStore(TestSpark.session(), TABLES);
    local = new TableStore(TestSpark.session(), tablesOnDisk());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    front.calm();
  }

  private static String tablesOnDisk() {
    return folder.resolve("tables").toString();
  }

  private static void monthly(String tables, String out, String keys) {
    done(
        "monthly",
        "--archive",
        ARCHIVE,
        "--tables",
        tables,
        "--out",
        out,
        "--month",
        "2025-09",
        "--public-keys",
        keys,
        "--sign",
        folder.resolve("ed25519.pem").toString());
  }

  @Test
  void signsTheReportAndChecksItInS3() throws IOException {
    String key = folder.resolve("ed25519.public.pem").toString();
    CliRun run =
        done("check-report", "s3a://lake/reports/2025-09", "--public-key", key, "--tables", TABLES);
    assertThat(run.out())
        .contains("ok           sums: ", "ok           files: ", "ok           signature: Ed25519")
        .contains("ok           tables: made again ");
    server.put(LAKE, REPORT + "findings.csv", "nothing\n".getBytes(UTF_8), Map.of());
    try {
      CliRun changed = CliRun.of("check-report", "s3a://lake/reports/2025-09", "--public-key", key);
      assertThat(changed.code()).as(changed.out()).isEqualTo(3);
      assertThat(changed.out()).contains("WRONG        sums: findings.csv was changed");
    } finally {
      byte[] good = Files.readAllBytes(folder.resolve("reports/2025-09/findings.csv"));
      server.put(LAKE, REPORT + "findings.csv", good, Map.of());
    }
  }

  private static CliRun done(String... line) {
    CliRun run = CliRun.of(line);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  @Test
  void holdsTheTablesThatADiskHolds() {
    assertThat(new TableRows(stored).of("SELECT count(*) FROM events")).containsExactly("12");
    assertThat(new TableRows(stored).everything()).isEqualTo(new TableRows(local).everything());
  }

  @Test
  void provesTheArchiveBySignaturesInMetadata() {
    assertThat(
            new TableRows(stored)
                .of(
                    "SELECT kind, state, proof, count(*) FROM digest_findings"
                        + " GROUP BY ALL ORDER BY ALL"))
        // The month goes on after its newest digest, and nothing shows that the trail did.
        .containsExactly("digest|gap|none|1", "digest|valid|signed|3", "log|valid|signed|3");
  }

  @Test
  void publishesTheReportThatADiskHolds() throws IOException {
    assertThat(server.text(LAKE, REPORT + "SHA256SUMS"))
        .isEqualTo(Files.readString(folder.resolve("reports/2025-09/SHA256SUMS")));
    assertThat(server.keys(LAKE, "reports/"))
        .contains(REPORT + "index.html", REPORT + "report.pdf", "reports/_RESULT.json")
        .noneMatch(key -> key.contains("INCOMPLETE") || key.contains(".writing"));
  }

  @Test
  void leavesNothingBesideTheTables() {
    assertThat(server.keys(LAKE, "trail/"))
        .isNotEmpty()
        .noneMatch(key -> key.startsWith("trail/_"));
  }

  @Test
  void knowsTheSameArchiveUnderItsOtherName() {
    assertThat(
            done("ingest", "--archive", "s3://" + S3Trail.BUCKET, "--tables", "s3://lake/trail")
                .err())
        .contains("no new files: all 3 files in the window were read before");
  }

  @Test
  void maintainsAndTracesThem() {
    List<String> before = new TableRows(stored).everything();
    done("maintain", "--tables", TABLES);
    assertThat(new TableRows(stored).everything()).isEqualTo(before);
    assertThat(done("trace", "--tables", TABLES, "--event-id", "e-1-2", "--archive", ARCHIVE).out())
        .contains("e-1-2", "s3://" + S3Trail.BUCKET + "/AWSLogs/");
  }

  @Test
  void showsNoHalfReport() {
    front.refuse(
        it -> it.method().equals("PUT") && it.path().endsWith("/half/2025-09/index.html"),
        403,
        "AccessDenied");
    String[] line = {
      "report", "--tables", TABLES, "--month", "2025-09", "--out", "s3a://lake/half"
    };
    CliRun failed = CliRun.of(line);
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("Cannot run report: access was denied (s3a://lake/half/");
    assertThat(server.keys(LAKE, "half/2025-09/"))
        .contains("half/2025-09/_INCOMPLETE", "half/2025-09/report.json")
        .doesNotContain("half/2025-09/index.html", "half/2025-09/SHA256SUMS");
    assertThat(server.text(LAKE, "half/_RESULT.json")).contains("access was denied");

    front.calm();
    done(line);
    assertThat(server.keys(LAKE, "half/2025-09/"))
        .contains("half/2025-09/index.html", "half/2025-09/SHA256SUMS")
        .doesNotContain("half/2025-09/_INCOMPLETE");
  }

  @Test
  void letsOneWriterInAtATime() {
    try (WriterLock held = lock("a run of mine")) {
      assertThat(held.isExclusive()).isTrue();
      CliRun second = CliRun.of("maintain", "--tables", TABLES, "--lock-wait", "0s");
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err())
          .contains("another run is writing to them: a run of mine, lease until 2026-01-01T00:32");
    }
    assertThat(server.keys(LAKE, "trail/_lock")).isEmpty();
  }

  @Test
  void letsSeveralInWithDeltasLogStoreInDynamoDb() {
    String setting = "spark.delta.logStore.s3a.impl";
    TestSpark.session().conf().set(setting, "io.delta.storage.S3DynamoDBLogStore");
    try (WriterLock first = lock("the first");
        WriterLock second = lock("the second")) {
      assertThat(first.isExclusive()).isFalse();
      assertThat(second.isExclusive()).isFalse();
    } finally {
      TestSpark.session().conf().unset(setting);
    }
  }

  private static WriterLock lock(String holder) {
    return stored.lock(holder, Duration.ZERO, CliRun.NEW_YEAR);
  }
}
