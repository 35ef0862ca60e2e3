package io.lookouttrail.ingest;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.run.Period;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files without a date in their names: copies, exports, saved Event history. */
class UndatedFilesTest {
  private static final String[] FIGURES = {
    "SELECT source_file LIKE '%/dated/%', account_id, event_id FROM events ORDER BY ALL",
    "SELECT delivered_at, delivered_date, oldest_event_at, kept, duplicates FROM ingested_files"
        + " ORDER BY ALL",
    "SELECT max(stopped_at), bool_and(open), sum(hours) FROM model_runs"
  };

  @TempDir Path folder;

  @Test
  void theSameDataGivesTheSameFiguresWheneverItWasCopied() throws IOException {
    List<List<String>> copiedAtOnce = figures("2025-09-04T00:00:00Z");
    List<List<String>> copiedLater = figures("2026-10-01T00:00:00Z");

    assertThat(copiedLater).isEqualTo(copiedAtOnce);
    assertThat(copiedAtOnce.get(1))
        .containsExactly(
            "null|1970-01-01|null|0|0",
            "2025-09-01T10:05:00Z|2025-09-01|null|1|0",
            // The copy of a dated record, whose newest record is one of another source.
            "2025-09-05T00:00:00Z|2025-09-05|2025-08-30T10:00:00Z|2|1");
    assertThat(copiedAtOnce.get(2)).containsExactly("2025-09-05T00:00:00Z|true|134.0");
  }

  private List<List<String>> figures(String copiedAt) throws IOException {
    Path root = folder.resolve(copiedAt.replace(':', '-'));
    TestArchive archive = new TestArchive(root.resolve("archive"));
    archive.deliver("2025-09-01T10:05:00Z", "dated", anEvent().id("e-1"));
    copy(
        root,
        "export.json.gz",
        copiedAt,
        TestArchive.gzip(
            TestArchive.body(
                anEvent().id("e-1"),
                anEvent().id("e-0").at("2025-08-30T10:00:00Z").action("StartModel"),
                anEvent().id("e-2").at("2025-09-02T10:00:00Z"),
                anEvent().id("e-3").source("s3.amazonaws.com").at("2025-09-05T00:00:00Z"))));
    copy(root, "broken.json.gz", copiedAt, "no gzip".getBytes(StandardCharsets.UTF_8));
    TableStore store = EmptyTables.at(root.resolve("tables"));
    IngestResult result = new TestIngest(archive, store).run();
    assertThat(result.openProblems()).containsOnlyKeys("not_gzip");

    IngestResult again =
        new TestIngest(archive, store).over(Period.of(YearMonth.of(2025, 1)).window(3)).run();
    assertThat(again.filesRead()).as("read once").isZero();
    assertThat(again.openProblems()).as("in every window").containsOnlyKeys("not_gzip");
    IngestedMonths months =
        IngestedMonths.read(PinnedTables.now(store), ScanOptions.LOOKOUT_FOR_VISION);
    assertThat(months.months().keySet())
        .containsExactly(YearMonth.of(2025, 8), YearMonth.of(2025, 9));
    TableRows rows = new TableRows(store);
    return List.of(FIGURES).stream().map(rows::of).toList();
  }

  @Test
  void anUndatedRecordWithoutRecipientBelongsToNoAccount() throws IOException {
    TestArchive archive = new TestArchive(folder.resolve("archive"));
    copy(
        folder,
        "copy.json.gz",
        "2026-01-01T00:00:00Z",
        TestArchive.gzip(
            TestArchive.body(
                anEvent().id("e-1").without("recipientAccountId"),
                anEvent().id("E-2"),
                anEvent().id("e-2"))));
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    new TestIngest(archive, store).run();
    archive.deliver("2025-09-03T10:05:00Z", "dated", anEvent().id("E-2"), anEvent().id("e-2"));
    new TestIngest(archive, store).run();

    assertThat(
            new TableRows(store)
                .of("SELECT event_id, account_id, cross_account FROM events ORDER BY ALL"))
        .containsExactly("E-2|111122223333|false", "e-1|unknown|null");
    assertThat(new TableRows(store).of("SELECT kept, duplicates FROM ingested_files ORDER BY ALL"))
        .containsExactly("0|2", "2|1");
  }

  private static void copy(Path root, String name, String at, byte[] bytes) throws IOException {
    Path file = Files.createDirectories(root.resolve("archive")).resolve(name);
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(at)));
  }
}
