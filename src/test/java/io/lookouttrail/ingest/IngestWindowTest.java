package io.lookouttrail.ingest;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestWindowTest {
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
  void storesEveryEventUnderItsTrueDateWhateverTheWindow() {
    archive.deliver(
        "2025-10-01T00:03:00Z",
        "aaaa",
        anEvent().id("e-1").at("2025-09-30T23:59:59Z"),
        anEvent().id("e-2").at("2025-10-01T00:00:00Z"));
    archive.deliver("2025-10-04T00:00:00Z", "bbbb", anEvent().id("e-3"));

    new TestIngest(archive, store).over(Window.ofMonth(YearMonth.parse("2025-09"), 3)).run();

    assertThat(rows.of("SELECT event_id, event_date FROM events ORDER BY 1"))
        .containsExactly("e-1|2025-09-30", "e-2|2025-10-01");
    assertThat(rows.of("SELECT DISTINCT month FROM usage_daily ORDER BY 1"))
        .containsExactly("2025-09", "2025-10");
  }

  @Test
  @Tag("slow")
  void givesTheSameTablesForAnyOrderOfMonthsAndAnyLateness() {
    archive.deliver(
        "2025-09-02T10:05:00Z",
        "bbbb",
        anEvent().id("e-2").at("2025-08-31T23:00:00Z"),
        anEvent().id("e-3").at("2025-09-02T10:00:00Z"));
    archive.deliver("2025-10-20T10:05:00Z", "cccc", anEvent().id("e-4").at("2025-09-29T10:00:00Z"));
    new TestIngest(archive, store).run();
    List<String> whole = rows.everything();

    for (int lateness : new int[] {0, 3, 30}) {
      TableStore other = storeAt("by-month-" + lateness);
      for (String month : List.of("2025-10", "2025-09")) {
        new TestIngest(archive, other).over(Window.ofMonth(YearMonth.parse(month), lateness)).run();
      }
      assertThat(new TableRows(other).everything()).as("lateness " + lateness).isEqualTo(whole);
    }
  }

  @Test
  void readsFilesAgainForAnotherSourceInAnyOrder() {
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "aaaa",
        anEvent().id("e-1"),
        anEvent().id("e-2").source("s3.amazonaws.com").action("GetObject"));
    archive.deliver("2025-09-03T10:10:00Z", "bbbb", anEvent().id("e-1"));
    new TestIngest(archive, store).of("lookoutvision.amazonaws.com").run();
    IngestResult second = new TestIngest(archive, store).of("s3.amazonaws.com").run();
    assertThat(second.filesRead()).isEqualTo(2);
    assertThat(second.kept()).isEqualTo(2);

    TableStore other = storeAt("other");
    new TestIngest(archive, other).of("s3.amazonaws.com").run();
    new TestIngest(archive, other).of("lookoutvision.amazonaws.com").run();

    assertThat(new TableRows(other).everything()).isEqualTo(rows.everything());
    assertThat(rows.of("SELECT DISTINCT array_join(event_sources, ',') FROM ingested_files"))
        .containsExactly("lookoutvision.amazonaws.com,s3.amazonaws.com");
    assertThat(new TestIngest(archive, store).of("s3.amazonaws.com").run().filesRead()).isZero();
  }

  @Test
  void countsAnEventThatIsCorrectedOnceInTheMonthItHappened() {
    archive.deliver(
        "2025-08-31T10:05:00Z",
        "aaaa",
        anEvent().id("e-1").at("2025-08-31T10:00:00Z"),
        anEvent().id("e-2").at("2025-08-31T10:00:00Z"));
    new TestIngest(archive, store).run();
    archive.deliver(
        "2025-09-20T10:05:00Z",
        "bbbb",
        anEvent()
            .id("e-9")
            .at("2025-09-20T10:00:00Z")
            .correcting("e-1")
            .failing("InternalServerException"));
    new TestIngest(archive, store).run();

    assertThat(rows.of("SELECT month, calls, failed FROM usage_daily ORDER BY 1"))
        .containsExactly("2025-08|1|0", "2025-09|1|1");
    assertThat(rows.of("SELECT count(*) FROM events")).containsExactly("3");
  }

  @Test
  void givesTheSameTablesInSeveralBatches() {
    for (int day = 1; day <= 4; day++) {
      String date = "2025-09-0" + day;
      archive.deliver(
          date + "T10:05:00Z",
          "aaa" + day,
          anEvent().id("e-" + day).at(date + "T10:00:00Z"),
          anEvent().id("e-same").at("2025-09-01T10:00:00Z"));
    }
    new TestIngest(archive, store).run();
    TableStore other = storeAt("other");
    new TestIngest(archive, other).inBatchesOf(15_000).run();

    assertThat(new TableRows(other).everything()).isEqualTo(rows.everything());
    assertThat(rows.of("SELECT sum(duplicates) FROM ingested_files")).containsExactly("3");
    assertThat(rows.versionOf("events")).isEqualTo(1);
    assertThat(new TableRows(other).versionOf("events")).isEqualTo(2);
  }

  @Test
  void reportsAnEmptyWindowAsAUserError() {
    TableStore never = new TableStore(TestSpark.session(), folder.resolve("never").toString());
    assertThatThrownBy(() -> new TestIngest(archive, never).run()).isInstanceOf(UserError.class);
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent());
    assertThatThrownBy(
            () ->
                new TestIngest(archive, never)
                    .over(Window.everything().withAccounts(Set.of("999999999999")))
                    .run())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("999999999999")
        .hasMessageContaining("111122223333");
    assertThat(folder.resolve("never/events")).doesNotExist();
  }

  @Test
  void countsWhatItWouldReadAndReadsNothing() {
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent());
    new TestIngest(archive, store).run();
    archive.deliver("444455556666", "eu-west-1", "2025-10-03T10:05:00Z", "bbbb", anEvent());
    List<String> before = rows.everything();

    DryRun dryRun = new TestIngest(archive, store).dryRun();

    assertThat(dryRun.groups().keySet())
        .containsExactly(
            new DryRun.Group("111122223333", "us-east-1", YearMonth.parse("2025-09")),
            new DryRun.Group("444455556666", "eu-west-1", YearMonth.parse("2025-10")));
    assertThat(dryRun.total().files()).isEqualTo(2);
    assertThat(dryRun.total().filesToRead()).isOne();
    assertThat(dryRun.requests()).isEqualTo(dryRun.listRequests() + 1);
    assertThat(rows.everything()).isEqualTo(before);
  }

  private TableStore storeAt(String name) {
    return EmptyTables.at(folder.resolve(name));
  }
}
