package io.lookouttrail.ingest;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static io.lookouttrail.fixtures.UserIdentities.assumedRole;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestJobTest {
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
  void storesTheEventsOfTheSourceAndCountsTheRest() {
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "aaaa",
        anEvent().id("e-1"),
        anEvent().id("e-2").action("StartModel").by(assumedRole("Trainer", "jane@example.com")),
        anEvent().id("e-3").source("s3.amazonaws.com"),
        anEvent().id("e-4").without("eventTime"));

    IngestResult result = new TestIngest(archive, store).run();

    assertThat(rows.of("SELECT event_id, action, role_name, actor FROM events ORDER BY 1"))
        .containsExactly(
            "e-1|DetectAnomalies|Inspector|Inspector", "e-2|StartModel|Trainer|jane@example.com");
    assertThat(
            rows.of(
                "SELECT records, kept, duplicates, other_sources, rejected, status"
                    + " FROM ingested_files"))
        .containsExactly("4|2|0|1|1|quarantined");
    assertThat(rows.of("SELECT record_index, problem, resolved_at FROM quarantine"))
        .containsExactly("3|bad_record|null");
    assertThat(rows.of("SELECT month, date, action, calls, succeeded FROM usage_daily ORDER BY 3"))
        .containsExactly(
            "2025-09|2025-09-03|DetectAnomalies|1|1", "2025-09|2025-09-03|StartModel|1|1");
    assertThat(result.records()).isEqualTo(4);
    assertThat(result.kept()).isEqualTo(2);
    assertThat(result.otherSources()).isOne();
    assertThat(result.rejected()).isOne();
    assertThat(result.openProblems()).containsExactlyEntriesOf(Map.of("bad_record", 1L));
    assertThat(result.unbalancedFiles()).isZero();
    assertThat(folder.resolve("tables/_staging")).doesNotExist();
  }

  @Test
  void readsNoFileTwice() {
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent());
    new TestIngest(archive, store).run();
    List<String> before = rows.everything();

    IngestResult again = new TestIngest(archive, store).run();

    assertThat(again.filesFound()).isOne();
    assertThat(again.filesRead()).isZero();
    assertThat(rows.everything()).isEqualTo(before);
    IngestResult byAnotherName =
        new TestIngest(archive, store).from("file://" + folder.resolve("bucket/AWSLogs")).run();
    assertThat(byAnotherName.filesFound()).isOne();
    assertThat(byAnotherName.filesRead()).isZero();
  }

  @Test
  void keepsOneRowOfAnEventThatWasDeliveredTwice() {
    archive.deliver("2025-09-03T10:10:00Z", "late", anEvent().id("e-1"), anEvent().id("e-2"));
    archive.deliver("2025-09-03T10:05:00Z", "bbbb", anEvent().id("e-1"));
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent().id("e-1"), anEvent().id("e-1"));

    IngestResult result = new TestIngest(archive, store).run();

    assertThat(
            rows.of(
                "SELECT event_id, substring(source_file, -12, 4), record_index FROM events"
                    + " ORDER BY 1"))
        .containsExactly("e-1|aaaa|0", "e-2|late|1");
    assertThat(
            rows.of(
                "SELECT substring(source_file, -12, 4), kept, duplicates FROM ingested_files"
                    + " ORDER BY 1"))
        .containsExactly("aaaa|1|1", "bbbb|0|1", "late|1|1");
    assertThat(result.duplicates()).isEqualTo(3);
  }

  @Test
  void keepsTheStoredRowWhenACopyIsDeliveredLater() {
    archive.deliver("2025-09-03T10:10:00Z", "late", anEvent().id("e-1"));
    new TestIngest(archive, store).run();
    archive.deliver("2025-09-03T10:05:00Z", "fast", anEvent().id("e-1"));
    new TestIngest(archive, store).run();

    assertThat(rows.of("SELECT substring(source_file, -12, 4) FROM events"))
        .containsExactly("late");
    assertThat(rows.of("SELECT delivered_at, kept, duplicates FROM ingested_files ORDER BY 1"))
        .containsExactly("2025-09-03T10:05:00Z|0|1", "2025-09-03T10:10:00Z|1|0");
  }

  @Test
  void identifiesEventsByAccountAndIdAndMakesAnIdIfTheRecordHasNone() {
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "aaaa",
        anEvent().id("shared"),
        anEvent().id("shared").in("444455556666", "us-east-1"));
    archive.deliver(
        "2025-09-03T10:10:00Z", "bbbb", anEvent().without("eventID"), anEvent().without("eventID"));
    archive.deliver(
        "777788889999",
        "eu-west-1",
        "2025-09-03T10:05:00Z",
        "cccc",
        anEvent().id("bare").without("recipientAccountId").without("awsRegion"));

    IngestResult result = new TestIngest(archive, store).run();

    assertThat(rows.of("SELECT account_id FROM events WHERE event_id = 'shared' ORDER BY 1"))
        .containsExactly("111122223333", "444455556666");
    assertThat(rows.of("SELECT event_id FROM events WHERE event_id NOT IN ('shared', 'bare')"))
        .singleElement()
        .asString()
        .matches("sha256-[0-9a-f]{64}");
    assertThat(result.duplicates()).isOne();
    assertThat(rows.of("SELECT account_id, region FROM events WHERE event_id = 'bare'"))
        .as("from the key")
        .containsExactly("777788889999|eu-west-1");
  }

  private TableStore storeAt(String name) {
    return EmptyTables.at(folder.resolve(name));
  }
}
