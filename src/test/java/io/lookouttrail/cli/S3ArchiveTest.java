package io.lookouttrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.KeyLayout;
import io.lookouttrail.fixtures.ARecord;
import io.lookouttrail.fixtures.AnArchive;
import io.lookouttrail.fixtures.Identities;
import io.lookouttrail.fixtures.Rows;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.integrity.ADigestChain;
import io.lookouttrail.integrity.ADigestChain.Log;
import io.lookouttrail.integrity.ADigestChain.Made;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive in S3, its digests' signatures where CloudTrail puts them: the objects' metadata. */
class S3ArchiveTest {
  private static final String BUCKET = ADigestChain.BUCKET;
  private static final Instant START = Instant.parse("2025-09-03T00:00:00Z");
  private static final int HOURS = 3;

  @TempDir static Path folder;

  private static S3Server server;
  private static TableStore store;
  private static CliRun ingest;
  private static CliRun verify;

  @BeforeAll
  static void ingestAndVerify() throws IOException {
    server = S3Server.start(folder.resolve("server"), TestSpark.session()).bucket(BUCKET);
    putArchive();
    store = new TableStore(TestSpark.session(), folder.resolve("tables").toString());
    ingest = CliRun.of("ingest", "--archive", "s3a://" + BUCKET, "--tables", store.root());
    verify =
        CliRun.of(
            "verify",
            "--archive",
            "s3://" + BUCKET,
            "--tables",
            store.root(),
            "--public-keys",
            Files.writeString(folder.resolve("keys.json"), ADigestChain.keysFile(ADigestChain.KEY))
                .toString());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** One trail whose digests are as they were, and one whose digest has another's signature. */
  private static void putArchive() {
    ADigestChain chain = ADigestChain.from(START.toString());
    for (int hour = 0; hour < HOURS; hour++) {
      String body = AnArchive.body(ARecord.anEvent().id("e-" + hour));
      Instant delivered = START.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(20));
      String key =
          KeyLayout.atTopOfBucket().logKey(Identities.ACCOUNT, "us-east-1", delivered, "log");
      server.put(BUCKET, key, AnArchive.gzip(body), Map.of());
      chain.hour(new Log(key, body));
    }
    chain.made().forEach(digest -> put(digest, digest.signature()));
    String another = chain.made().get(0).signature();
    ADigestChain.of("altered", START.toString()).hour().made().forEach(it -> put(it, another));
  }

  private static void put(Made digest, String signature) {
    server.put(
        BUCKET,
        digest.key(),
        AnArchive.gzip(digest.json()),
        Map.of("signature", signature, "signature-algorithm", "SHA256withRSA"));
  }

  @Test
  void readsTheArchive() {
    assertThat(ingest.code()).as(ingest.err()).isZero();
    assertThat(new Rows(store).of("SELECT source_file FROM ingested_files ORDER BY 1"))
        .hasSize(HOURS)
        .allMatch(file -> file.startsWith("s3://" + BUCKET + "/AWSLogs/"));
  }

  @Test
  void checksTheSignaturesThatTheObjectsMetadataHolds() {
    assertThat(verify.code()).as(verify.err()).isEqualTo(3);
    assertThat(
            new Rows(store)
                .of(
                    "SELECT kind, state, proof, count(*) FROM digest_findings"
                        + " GROUP BY ALL ORDER BY ALL"))
        .containsExactly(
            "digest|bad_signature|none|1", "digest|valid|signed|3", "log|valid|signed|3");
    assertThat(verify.err()).doesNotContain("Unsigned");
  }

  @Test
  void opensNoLogThatIngestHasHashed() {
    assertThat(verify.err()).contains("no log file: all hashes were known");
    assertThat(
            new Rows(store)
                .of("SELECT counts['logs_hashed'] FROM job_runs WHERE command = 'verify'"))
        .containsExactly("0");
  }

  @Test
  @Tag("slow")
  void keepsTablesInABucketToo() {
    server.bucket("tables-bucket");
    String tables = "s3a://tables-bucket/trail";

    CliRun first = CliRun.of("ingest", "--archive", "s3a://" + BUCKET, "--tables", tables);
    CliRun maintained = CliRun.of("maintain", "--tables", tables);

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(maintained.code()).as(maintained.err()).isZero();
    String wanted = "SELECT event_id, event_time, action FROM events ORDER BY 1";
    assertThat(new Rows(new TableStore(TestSpark.session(), tables)).of(wanted))
        .isEqualTo(new Rows(store).of(wanted));
  }

  @Test
  void tellsABucketThatIsMissing() {
    assertThat(errorOf("ingest", "--archive", "s3a://no-such-bucket", "--tables", store.root()))
        .isEqualTo(
            "Cannot read the archive s3://no-such-bucket/: the bucket does not exist. Check the"
                + " bucket's name in --archive.");
    assertThat(
            errorOf("ingest", "--archive", "s3a://" + BUCKET, "--tables", "s3a://no-such-bucket/t"))
        .contains("the bucket does not exist", "no-such-bucket");
  }

  @Test
  void tellsCredentialsThatAreNotAccepted() {
    server.bucket("not-ours").withWrongSecretFor("not-ours");

    assertThat(errorOf("ingest", "--archive", "s3a://not-ours", "--tables", store.root()))
        .isEqualTo(
            "Cannot read the archive s3://not-ours/: AWS does not accept the credentials, or not"
                + " any longer. Sign in again, or check AWS_PROFILE and the AWS_* variables.");
    assertThat(errorOf("ingest", "--archive", "s3a://" + BUCKET, "--tables", "s3a://not-ours/t"))
        .contains("AWS does not accept the credentials");
  }

  private static String errorOf(String... line) {
    CliRun run = CliRun.of(line);
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    List<String> told = run.err().lines().filter(text -> text.startsWith("Cannot ")).toList();
    assertThat(told).hasSize(1);
    return told.get(0);
  }
}
