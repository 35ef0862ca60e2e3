package io.lookouttrail.ingest;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.tables.TableStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
  @TempDir Path folder;
  private TestArchive archive;
  private TableStore store;
  private TableRows rows;

  @BeforeEach
  void setUp() {
    archive = new TestArchive(folder.resolve("bucket"));
    store = storeAt("tables");
    rows = new TableRows(store);
  }

  @Test
  void keepsTheWholeRecordsOfATruncatedFile() {
    byte[] whole = TestArchive.gzip(TestArchive.body(anEvent().id("e-1"), anEvent().id("e-2")));
    archive.deliverBytes(
        "111122223333",
        "us-east-1",
        "2025-09-03T10:05:00Z",
        "aaaa",
        Arrays.copyOf(whole, whole.length - 12));
    archive.deliver("2025-09-03T10:06:00Z", "bbbb", anEvent().id("e-3"));

    IngestResult result = new TestIngest(archive, store).run();

    assertThat(rows.of("SELECT event_id FROM events ORDER BY 1")).contains("e-1", "e-3");
    assertThat(rows.of("SELECT problem, record_index FROM quarantine"))
        .containsExactly("truncated|null");
    assertThat(rows.of("SELECT status, sha256 IS NULL FROM ingested_files ORDER BY delivered_at"))
        .containsExactly("quarantined|true", "ok|false");
    assertThat(result.needsReview()).isTrue();
  }

  @Test
  void resolvesAProblemWhenTheFileIsReplaced() throws Exception {
    byte[] whole = TestArchive.gzip(TestArchive.body(anEvent().id("e-1")));
    Path file =
        archive.deliverBytes(
            "111122223333",
            "us-east-1",
            "2025-09-03T10:05:00Z",
            "aaaa",
            "no gzip".getBytes(StandardCharsets.UTF_8));
    assertThat(new TestIngest(archive, store).run().needsReview()).isTrue();
    assertThat(new TestIngest(archive, store).run().needsReview()).as("still").isTrue();

    Files.write(file, whole);
    IngestResult replaced = new TestIngest(archive, store).run();

    assertThat(replaced.needsReview()).isFalse();
    assertThat(rows.of("SELECT problem, resolved_at IS NOT NULL FROM quarantine"))
        .containsExactly("not_gzip|true");
    assertThat(rows.of("SELECT status, kept FROM ingested_files")).containsExactly("ok|1");
  }

  @Test
  void keepsAProblemOnceIfItIsFoundAgain() {
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent().without("eventName"));
    new TestIngest(archive, store).run();
    IngestResult again = new TestIngest(archive, store).retryingQuarantined().run();
    assertThat(again.filesRead()).isOne();
    assertThat(rows.of("SELECT problem, record_index, resolved_at FROM quarantine"))
        .containsExactly("bad_record|0|null");
  }

  @Test
  void quarantinesADecompressionBomb() {
    archive.deliverBytes(
        "111122223333",
        "us-east-1",
        "2025-09-03T10:05:00Z",
        "aaaa",
        TestArchive.gzip("{\"Records\":[" + " ".repeat(3_000_000) + "]}"));
    new TestIngest(archive, store).withFilesUpTo(1_000_000).run();
    assertThat(rows.of("SELECT problem FROM quarantine")).containsExactly("too_large");
  }

  private TableStore storeAt(String name) {
    return EmptyTables.at(folder.resolve(name));
  }
}
