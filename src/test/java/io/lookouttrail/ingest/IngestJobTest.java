package io.lookouttrail.ingest;

import static io.lookouttrail.fixtures.ARecord.anEvent;
import static io.lookouttrail.fixtures.Identities.assumedRole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.AnArchive;
import io.lookouttrail.fixtures.AnIngest;
import io.lookouttrail.fixtures.Rows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.TableStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestJobTest {
  @TempDir Path folder;
  private AnArchive archive;
  private TableStore store;
  private Rows rows;

  @BeforeEach
  void lay() {
    archive = new AnArchive(folder.resolve("bucket"));
    store = storeAt("tables");
    rows = new Rows(store);
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

    IngestResult result = new AnIngest(archive, store).run();

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
  }

  @Test
  void readsNothingTwiceAndSaysSo() {
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent());
    new AnIngest(archive, store).run();
    List<String> before = rows.everything();

    IngestResult again = new AnIngest(archive, store).run();

    assertThat(again.filesFound()).isOne();
    assertThat(again.filesRead()).isZero();
    assertThat(rows.everything()).isEqualTo(before);
  }

  @Test
  void takesAFileByAnotherNameForTheSame() {
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent());
    new AnIngest(archive, store).run();
    IngestResult again =
        new AnIngest(archive, store).from("file://" + folder.resolve("bucket/AWSLogs")).run();
    assertThat(again.filesRead()).isZero();
  }

  @Test
  void keepsOneRowOfAnEventThatWasDeliveredTwice() {
    archive.deliver("2025-09-03T10:10:00Z", "late", anEvent().id("e-1"), anEvent().id("e-2"));
    archive.deliver("2025-09-03T10:05:00Z", "bbbb", anEvent().id("e-1"));
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent().id("e-1"), anEvent().id("e-1"));

    IngestResult result = new AnIngest(archive, store).run();

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
  void letsTheStoredRowWinOverACopyThatComesLater() {
    archive.deliver("2025-09-03T10:10:00Z", "late", anEvent().id("e-1"));
    new AnIngest(archive, store).run();
    archive.deliver("2025-09-03T10:05:00Z", "fast", anEvent().id("e-1"));
    new AnIngest(archive, store).run();

    assertThat(rows.of("SELECT substring(source_file, -12, 4) FROM events"))
        .containsExactly("late");
    assertThat(rows.of("SELECT delivered_at, kept, duplicates FROM ingested_files ORDER BY 1"))
        .containsExactly("2025-09-03T10:05:00Z|0|1", "2025-09-03T10:10:00Z|1|0");
  }

  @Test
  void keepsTheSameIdOfTwoAccountsApart() {
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "aaaa",
        anEvent().id("shared"),
        anEvent().id("shared").in("444455556666", "us-east-1"));
    new AnIngest(archive, store).run();
    assertThat(rows.of("SELECT account_id FROM events ORDER BY 1"))
        .containsExactly("111122223333", "444455556666");
  }

  @Test
  void givesARecordWithoutAnIdOneOfItsOwn() {
    archive.deliver(
        "2025-09-03T10:05:00Z", "aaaa", anEvent().without("eventID"), anEvent().without("eventID"));
    IngestResult result = new AnIngest(archive, store).run();
    assertThat(rows.of("SELECT event_id FROM events"))
        .singleElement()
        .asString()
        .matches("sha256-[0-9a-f]{64}");
    assertThat(result.duplicates()).isOne();
  }

  @Test
  void takesTheAccountFromTheKeyWhereTheRecordNamesNone() {
    archive.deliver(
        "444455556666",
        "eu-west-1",
        "2025-09-03T10:05:00Z",
        "aaaa",
        anEvent().without("recipientAccountId").without("awsRegion"));
    new AnIngest(archive, store).run();
    assertThat(rows.of("SELECT account_id, region FROM events"))
        .containsExactly("444455556666|eu-west-1");
  }

  @Test
  void storesEveryEventUnderItsTrueDateWhateverTheWindow() {
    archive.deliver(
        "2025-10-01T00:03:00Z",
        "aaaa",
        anEvent().id("e-1").at("2025-09-30T23:59:59Z"),
        anEvent().id("e-2").at("2025-10-01T00:00:00Z"));
    archive.deliver("2025-10-04T00:00:00Z", "bbbb", anEvent().id("e-3"));

    new AnIngest(archive, store).over(Window.ofMonth(YearMonth.parse("2025-09"), 3)).run();

    assertThat(rows.of("SELECT event_id, event_date FROM events ORDER BY 1"))
        .containsExactly("e-1|2025-09-30", "e-2|2025-10-01");
    assertThat(rows.of("SELECT DISTINCT month FROM usage_daily ORDER BY 1"))
        .containsExactly("2025-09", "2025-10");
  }

  @Test
  void endsTheSameInWhateverOrderAndLatenessMonthsAreRead() {
    archive.deliver("2025-08-30T10:05:00Z", "aaaa", anEvent().id("e-1").at("2025-08-30T10:00:00Z"));
    archive.deliver(
        "2025-09-02T10:05:00Z",
        "bbbb",
        anEvent().id("e-2").at("2025-08-31T23:00:00Z"),
        anEvent().id("e-3").at("2025-09-02T10:00:00Z"));
    archive.deliver("2025-10-20T10:05:00Z", "cccc", anEvent().id("e-4").at("2025-09-29T10:00:00Z"));
    new AnIngest(archive, store).run();
    List<String> whole = rows.everything();

    for (int lateness : new int[] {0, 3, 30}) {
      TableStore other = storeAt("by-month-" + lateness);
      for (String month : List.of("2025-10", "2025-08", "2025-09")) {
        new AnIngest(archive, other).over(Window.ofMonth(YearMonth.parse(month), lateness)).run();
      }
      assertThat(new Rows(other).everything()).as("lateness " + lateness).isEqualTo(whole);
    }
  }

  @Test
  void readsAgainForAnotherSourceAndEndsTheSameInBothOrders() {
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "aaaa",
        anEvent().id("e-1"),
        anEvent().id("e-2").source("s3.amazonaws.com").action("GetObject"));
    archive.deliver("2025-09-03T10:10:00Z", "bbbb", anEvent().id("e-1"));
    new AnIngest(archive, store).of("lookoutvision.amazonaws.com").run();
    IngestResult second = new AnIngest(archive, store).of("s3.amazonaws.com").run();
    assertThat(second.filesRead()).isEqualTo(2);
    assertThat(second.kept()).isEqualTo(2);

    TableStore other = storeAt("other");
    new AnIngest(archive, other).of("s3.amazonaws.com").run();
    new AnIngest(archive, other).of("lookoutvision.amazonaws.com").run();

    assertThat(new Rows(other).everything()).isEqualTo(rows.everything());
    assertThat(rows.of("SELECT DISTINCT array_join(event_sources, ',') FROM ingested_files"))
        .containsExactly("lookoutvision.amazonaws.com,s3.amazonaws.com");
    assertThat(new AnIngest(archive, store).of("s3.amazonaws.com").run().filesRead()).isZero();
  }

  @Test
  void countsAnEventThatIsCorrectedOnceInTheMonthItHappened() {
    archive.deliver(
        "2025-08-31T10:05:00Z",
        "aaaa",
        anEvent().id("e-1").at("2025-08-31T10:00:00Z"),
        anEvent().id("e-2").at("2025-08-31T10:00:00Z"));
    new AnIngest(archive, store).run();
    archive.deliver(
        "2025-09-20T10:05:00Z",
        "bbbb",
        anEvent()
            .id("e-9")
            .at("2025-09-20T10:00:00Z")
            .correcting("e-1")
            .failing("InternalServerException"));
    new AnIngest(archive, store).run();

    assertThat(rows.of("SELECT month, calls, failed FROM usage_daily ORDER BY 1"))
        .containsExactly("2025-08|1|0", "2025-09|1|1");
    assertThat(rows.of("SELECT count(*) FROM events")).containsExactly("3");
  }

  @Test
  void keepsTheWholeRecordsOfATruncatedFile() {
    byte[] whole = AnArchive.gzip(AnArchive.body(anEvent().id("e-1"), anEvent().id("e-2")));
    archive.deliverBytes(
        "111122223333",
        "us-east-1",
        "2025-09-03T10:05:00Z",
        "aaaa",
        Arrays.copyOf(whole, whole.length - 12));
    archive.deliver("2025-09-03T10:06:00Z", "bbbb", anEvent().id("e-3"));

    IngestResult result = new AnIngest(archive, store).run();

    assertThat(rows.of("SELECT event_id FROM events ORDER BY 1")).contains("e-1", "e-3");
    assertThat(rows.of("SELECT problem, record_index FROM quarantine"))
        .containsExactly("truncated|null");
    assertThat(rows.of("SELECT status, sha256 IS NULL FROM ingested_files ORDER BY delivered_at"))
        .containsExactly("quarantined|true", "ok|false");
    assertThat(result.needsEye()).isTrue();
  }

  @Test
  void resolvesAProblemWhenTheFileIsMended() throws Exception {
    byte[] whole = AnArchive.gzip(AnArchive.body(anEvent().id("e-1")));
    Path file =
        archive.deliverBytes(
            "111122223333",
            "us-east-1",
            "2025-09-03T10:05:00Z",
            "aaaa",
            "no gzip".getBytes(StandardCharsets.UTF_8));
    assertThat(new AnIngest(archive, store).run().needsEye()).isTrue();
    assertThat(new AnIngest(archive, store).run().needsEye()).as("still").isTrue();

    Files.write(file, whole);
    IngestResult mended = new AnIngest(archive, store).run();

    assertThat(mended.needsEye()).isFalse();
    assertThat(rows.of("SELECT problem, resolved_at IS NOT NULL FROM quarantine"))
        .containsExactly("not_gzip|true");
    assertThat(rows.of("SELECT status, kept FROM ingested_files")).containsExactly("ok|1");
  }

  @Test
  void keepsAProblemOnceHoweverOftenItIsFound() {
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent().without("eventName"));
    new AnIngest(archive, store).run();
    IngestResult again = new AnIngest(archive, store).retryingQuarantined().run();
    assertThat(again.filesRead()).isOne();
    assertThat(rows.of("SELECT problem, record_index, resolved_at FROM quarantine"))
        .containsExactly("bad_record|0|null");
  }

  @Test
  void leavesABombInQuarantine() {
    archive.deliverBytes(
        "111122223333",
        "us-east-1",
        "2025-09-03T10:05:00Z",
        "aaaa",
        AnArchive.gzip("{\"Records\":[" + " ".repeat(3_000_000) + "]}"));
    new AnIngest(archive, store).withFilesUpTo(1_000_000).run();
    assertThat(rows.of("SELECT problem FROM quarantine")).containsExactly("too_large");
  }

  @Test
  void commitsInBatchesAndEndsAsInOne() {
    for (int day = 1; day <= 6; day++) {
      String date = "2025-09-0" + day;
      archive.deliver(
          date + "T10:05:00Z",
          "aaa" + day,
          anEvent().id("e-" + day).at(date + "T10:00:00Z"),
          anEvent().id("e-same").at("2025-09-01T10:00:00Z"));
    }
    new AnIngest(archive, store).run();
    TableStore other = storeAt("other");
    new AnIngest(archive, other).inBatchesOf(60_000).run();

    assertThat(new Rows(other).everything()).isEqualTo(rows.everything());
    assertThat(rows.of("SELECT sum(duplicates) FROM ingested_files")).containsExactly("5");
    assertThat(rows.versionOf("events")).isEqualTo(1);
    assertThat(new Rows(other).versionOf("events")).isEqualTo(3);
  }

  @Test
  void leavesNoStagedRows() {
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent());
    new AnIngest(archive, store).run();
    assertThat(folder.resolve("tables/_staging")).doesNotExist();
  }

  @Test
  void saysWhatAnArchiveLacks() {
    assertThatThrownBy(() -> new AnIngest(archive, store).run()).isInstanceOf(UserError.class);
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent());
    assertThatThrownBy(
            () ->
                new AnIngest(archive, store)
                    .over(Window.everything().withAccounts(Set.of("999999999999")))
                    .run())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("999999999999")
        .hasMessageContaining("111122223333");
    assertThat(folder.resolve("tables/events")).doesNotExist();
  }

  @Test
  void countsWhatItWouldReadAndReadsNothing() {
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent());
    new AnIngest(archive, store).run();
    archive.deliver("444455556666", "eu-west-1", "2025-10-03T10:05:00Z", "bbbb", anEvent());
    List<String> before = rows.everything();

    DryRun dryRun = new AnIngest(archive, store).dryRun();

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
    return new TableStore(TestSpark.session(), folder.resolve(name).toString());
  }
}
