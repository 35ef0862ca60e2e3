package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.S3Trail;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.integrity.chain.TestDigestChain;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive in S3, its digests' signatures where CloudTrail puts them: the objects' metadata. */
class S3ArchiveTest {
  private static final String BUCKET = S3Trail.BUCKET;
  private static final int HOURS = 3;
  private static final int PLANTED = 4;

  @TempDir static Path folder;

  private static S3Server server;
  private static TableStore store;
  private static CliRun ingest;
  private static CliRun verify;

  @BeforeAll
  static void ingestAndVerify() throws IOException {
    server = S3Server.start(folder.resolve("server"), TestSpark.session()).bucket(BUCKET);
    S3Trail trail = putArchive();
    store = EmptyTables.at(folder.resolve("tables"));
    ingest = CliRun.of("ingest", "--archive", "s3a://" + BUCKET, "--tables", store.root());
    verify =
        CliRun.of(
            "verify",
            "--archive",
            "s3://" + BUCKET,
            "--tables",
            store.root(),
            "--public-keys",
            Files.writeString(folder.resolve("keys.json"), trail.publicKeys()).toString());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /**
   * One trail whose digests are as they were, one whose digest has another's signature, and forged
   * digests that list planted logs.
   */
  private static S3Trail putArchive() {
    S3Trail trail = new S3Trail(server).deliver(HOURS, 1);
    TestDigestChain.of("altered", S3Trail.START.toString())
        .hour()
        .made()
        .forEach(digest -> trail.put(digest, trail.firstSignature()));
    String start = S3Trail.START.toString();
    trail.putUnsigned(TestDigestChain.of("zz", start).hour(trail.plant("unsigned")));
    trail.putUnsigned(TestDigestChain.from("2025-09-02T23:59:30Z").hour(trail.plant("second")));
    trail.putUnsigned(TestDigestChain.from(start).backfilled().hour(trail.plant("backfill")));
    trail.forgeNewest(trail.plant("newest"));
    return trail;
  }

  @Test
  void readsTheArchive() {
    assertThat(ingest.code()).as(ingest.err()).isZero();
    assertThat(new TableRows(store).of("SELECT source_file FROM ingested_files ORDER BY 1"))
        .hasSize(HOURS + PLANTED)
        .allMatch(file -> file.startsWith("s3://" + BUCKET + "/AWSLogs/"));
  }

  @Test
  void checksTheSignaturesThatTheObjectsMetadataHolds() {
    assertThat(verify.code()).as(verify.err()).isEqualTo(3);
    assertThat(
            new TableRows(store)
                .of(
                    "SELECT kind, state, proof, count(*) FROM digest_findings"
                        + " GROUP BY ALL ORDER BY ALL"))
        .containsExactly(
            "digest|bad_signature|none|5",
            "digest|valid|signed|3",
            "log|not_validated|none|4",
            "log|valid|signed|3");
    assertThat(verify.err()).doesNotContain("Unsigned");
  }

  @Test
  void namesEveryPlantedLogAndEveryForgedDigestAsHigh() {
    assertThat(
            new TableRows(store)
                .of(
                    "SELECT regexp_extract(object, '([^_]*)[.]json[.]gz$', 1) AS name, state,"
                        + " severity FROM digest_findings WHERE state <> 'valid' ORDER BY kind,"
                        + " object"))
        .containsExactlyInAnyOrder(
            "20250903T010000Z|bad_signature|high",
            "20250903T010000Z|bad_signature|high",
            "20250903T005930Z|bad_signature|high",
            "20250903T040000Z|bad_signature|high",
            "backfill|bad_signature|high",
            "backfill|not_validated|high",
            "newest|not_validated|high",
            "second|not_validated|high",
            "unsigned|not_validated|high");
  }

  @Test
  void opensNoLogThatIngestHasHashed() {
    assertThat(verify.err()).contains("no log file: ingest took all hashes");
    assertThat(
            new TableRows(store)
                .of("SELECT counts['logs_hashed'] FROM job_runs WHERE command = 'verify'"))
        .containsExactly("0");
  }
}
