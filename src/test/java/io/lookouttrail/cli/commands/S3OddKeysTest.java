package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.KeyLayout;
import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.AnyKeyS3;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.integrity.chain.TestDigestChain;
import io.lookouttrail.integrity.chain.TestDigestChain.Log;
import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trail whose prefix ends with a slash, from its keys to the proof of an event. */
class S3OddKeysTest {
  private static final String ARCHIVE = "s3a://" + TestDigestChain.BUCKET;
  private static final KeyLayout ODD = new KeyLayout("audit//trail", Optional.empty());

  @TempDir Path folder;

  @Test
  void readsVerifiesAndTraces() throws IOException {
    String keys =
        Files.writeString(
                folder.resolve("keys.json"), TestDigestChain.keysFile(TestDigestChain.KEY))
            .toString();
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    try (AnyKeyS3 s3 =
        AnyKeyS3.start(
            TestDigestChain.BUCKET, TestSpark.session().sparkContext().hadoopConfiguration())) {
      String log = put(s3);

      done("ingest", "--archive", ARCHIVE, "--tables", store.root());
      done("verify", "--archive", ARCHIVE, "--tables", store.root(), "--public-keys", keys);
      CliRun trace =
          done("trace", "--tables", store.root(), "--event-id", "e-1", "--archive", ARCHIVE);

      assertThat(new TableRows(store).of("SELECT source_file FROM events"))
          .containsExactly("s3://" + TestDigestChain.BUCKET + "/" + log);
      assertThat(
              new TableRows(store).of("SELECT kind, state, proof FROM digest_findings ORDER BY 1"))
          .containsExactly("digest|valid|signed", "log|valid|signed");
      assertThat(trace.out()).contains("/audit//trail/AWSLogs/");
    }
  }

  /** Writes a log and its digest, with the signature in its metadata; returns the log's key. */
  private static String put(AnyKeyS3 s3) {
    String body = TestArchive.body(TestRecord.anEvent().id("e-1"));
    String log =
        ODD.logKey("111122223333", "us-east-1", Instant.parse("2025-09-03T10:05:00Z"), "x");
    Made digest =
        TestDigestChain.of(ODD, "2025-09-03T10:00:00Z").hour(new Log(log, body)).made().get(0);
    s3.put(log, TestArchive.gzip(body), Map.of());
    s3.put(
        digest.key(),
        TestArchive.gzip(digest.json()),
        Map.of("signature", digest.signature(), "signature-algorithm", "SHA256withRSA"));
    return log;
  }

  private static CliRun done(String... line) {
    CliRun run = CliRun.of(line);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }
}
