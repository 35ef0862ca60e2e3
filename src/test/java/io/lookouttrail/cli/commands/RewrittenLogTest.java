package io.lookouttrail.cli.commands;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.ingest.IngestResult;
import io.lookouttrail.integrity.chain.TestDigestChain;
import io.lookouttrail.integrity.chain.TestDigestChain.Log;
import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log file that somebody rewrote after it was read. */
class RewrittenLogTest {
  private static final String AT = "2025-09-03T10:05:00Z";
  private static final TestRecord FIRST = anEvent().id("first");
  private static final TestRecord BOTH = anEvent().id("both");
  private static final TestRecord SECOND = anEvent().id("second");

  @TempDir Path folder;
  private TestArchive archive;
  private TableStore store;
  private TableRows rows;
  private Path log;

  @BeforeEach
  void ingestTheOriginal() {
    archive = new TestArchive(folder.resolve("archive"));
    log = archive.deliver(AT, "a", FIRST, BOTH);
    store = EmptyTables.at(folder.resolve("tables"));
    rows = new TableRows(store);
    assertThat(new TestIngest(archive, store).run().needsReview()).isFalse();
  }

  @Test
  void bothContentsStayAndAPersonMustAcceptThem() throws Exception {
    rewrite(SECOND, BOTH);
    CliRun ingest = ingest();

    assertThat(ingest.code()).isEqualTo(3);
    assertThat(ingest.err()).contains("Rewritten   1 log file changed after it was read: file:///");
    assertThat(rows.of("SELECT event_id, source_version FROM events ORDER BY ALL"))
        .containsExactly("both|1", "first|1", "second|2");
    assertThat(
            rows.of(
                "SELECT version, sha256, records, kept, duplicates, superseded_at IS NULL,"
                    + " superseded_by IS NULL FROM ingested_files ORDER BY version"))
        .containsExactly(
            "1|" + sha256(FIRST, BOTH) + "|2|2|0|false|false",
            "2|" + sha256(SECOND, BOTH) + "|2|1|1|true|true");

    CliRun old = trace("FIRST");
    assertThat(old.code()).isEqualTo(3);
    assertThat(old.out()).contains(sha256(FIRST, BOTH), "is from version 1 of the file; run ");

    CliRun report = report();
    assertThat(report.code()).as(report.err()).isEqualTo(3);
    assertThat(report.err()).contains("Log files that were rewritten");
    Path made = folder.resolve("out/2025-09");
    assertThat(Files.readString(made.resolve("findings.csv")))
        .contains("high,rewritten_log,new,", sha256(FIRST, BOTH), sha256(SECOND, BOTH));
    assertThat(Files.readAllLines(made.resolve("reconciliation.csv")).get(1))
        .contains("111122223333,us-east-1,1,")
        .contains(",4,3,1,0,0,0,0,1,");

    Path accepted = folder.resolve("accepted.csv");
    Files.writeString(
        accepted,
        "rule,subject,reason,approved_by\nrewritten_log,"
            + rows.of("SELECT DISTINCT source_file FROM ingested_files").get(0)
            + ",Restored from a copy,Erika\n");
    assertThat(ingest("--accepted", accepted.toString()).code()).isZero();
    CliRun after = report("--accepted", accepted.toString());
    assertThat(after.code()).as(after.err()).isZero();
  }

  /** Somebody forged the log before it was read, and restored it before it was verified. */
  @Tag("slow")
  @Test
  void theEventsOfAForgedContentAreNotProvenByTheOriginal() throws Exception {
    rewrite(SECOND, BOTH);
    verifiesAndContradicts();
    assertThat(ingest().code()).isEqualTo(3);
    verifiesAndContradicts();
  }

  /** The file is what its digest says, but its events were read from another content. */
  private void verifiesAndContradicts() throws IOException {
    Path keys = deliverDigestOf(TestArchive.body(SECOND, BOTH));
    CliRun verify =
        run(
            new String[] {"verify", "--archive", archive.uri(), "--tables", store.root()},
            "--public-keys",
            keys.toString());
    assertThat(rows.of("SELECT DISTINCT state, proof FROM digest_findings WHERE kind = 'log'"))
        .as(verify.err())
        .containsExactly("valid|signed");

    report();
    assertThat(Files.readAllLines(folder.resolve("out/2025-09/proof.csv")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("contradicted,1,");
  }

  private Path deliverDigestOf(String content) throws IOException {
    String key = folder.resolve("archive").relativize(log).toString();
    Made digest = TestDigestChain.from("2025-09-03T10:00:00Z").hour(new Log(key, content)).newest();
    Path file = folder.resolve("archive").resolve(digest.key());
    Files.createDirectories(file.getParent());
    Files.write(file, TestArchive.gzip(digest.json()));
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".head.json"), TestDigestChain.headFile(digest));
    return Files.writeString(
        folder.resolve("keys.json"), TestDigestChain.keysFile(TestDigestChain.KEY));
  }

  @Test
  void equalBytesAreNoNewVersion() throws Exception {
    Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    IngestResult touched = new TestIngest(archive, store).run();

    assertThat(touched.filesRead()).isOne();
    assertThat(touched.needsReview()).isFalse();
    assertThat(rows.of("SELECT version, modified_at, kept, superseded_at FROM ingested_files"))
        .containsExactly("1|2026-01-01T00:00:00Z|2|null");
    assertThat(new TestIngest(archive, store).run().filesRead()).isZero();
  }

  @Tag("slow")
  @Test
  void otherSourcesAndFurtherContentsKeepTheVersionsApart() throws Exception {
    rewrite(SECOND, BOTH);
    new TestIngest(archive, store).run();
    IngestResult otherSource = new TestIngest(archive, store).of("s3.amazonaws.com").run();
    assertThat(otherSource.rewritten()).hasSize(1);
    rewrite(anEvent().id("third"));
    new TestIngest(archive, store).run();

    assertThat(
            rows.of(
                "SELECT version, records, kept, duplicates, superseded_at IS NULL FROM"
                    + " ingested_files ORDER BY version"))
        .containsExactly("1|2|2|0|false", "2|2|1|1|false", "3|1|1|0|true");
    assertThat(rows.of("SELECT event_id, source_version FROM events ORDER BY ALL"))
        .containsExactly("both|1", "first|1", "second|2", "third|3");
  }

  private void rewrite(TestRecord... records) throws IOException {
    Files.write(log, TestArchive.gzip(TestArchive.body(records)));
    Files.setLastModifiedTime(
        log, FileTime.from(Files.getLastModifiedTime(log).toInstant().plusSeconds(60)));
  }

  private CliRun ingest(String... more) {
    return run(new String[] {"ingest", "--archive", archive.uri(), "--tables", store.root()}, more);
  }

  private CliRun report(String... more) {
    return run(
        new String[] {
          "report",
          "--tables",
          store.root(),
          "--out",
          folder.resolve("out").toString(),
          "--month",
          "2025-09",
          "--overwrite"
        },
        more);
  }

  private CliRun trace(String id) {
    return CliRun.of("trace", "--tables", store.root(), "--event-id", id);
  }

  private static CliRun run(String[] command, String... more) {
    String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    return CliRun.of(all);
  }

  private static String sha256(TestRecord... records) throws NoSuchAlgorithmException {
    byte[] text = TestArchive.body(records).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
  }
}
