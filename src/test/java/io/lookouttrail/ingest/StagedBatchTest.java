package io.lookouttrail.ingest;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.ingest.modelruns.ModelCalls;
import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.EventRows;
import io.lookouttrail.ingest.rows.IngestedEvent;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.ingest.rows.StagedKind;
import io.lookouttrail.ingest.rows.StagedRows;
import io.lookouttrail.scan.LogFileReader;
import io.lookouttrail.scan.LogFileScan;
import io.lookouttrail.scan.ScanEntry;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staged rows of tasks, as a batch reads them. */
class StagedBatchTest {
  private static final Instant DELIVERED = Instant.parse("2025-09-03T10:05:00Z");
  private static final RunStamp STAMP =
      new RunStamp("a run", Instant.parse("2025-10-01T00:00:00Z"));
  private static final LogFile FILE =
      new LogFile("file:///a.json.gz", "/a.json.gz", 10, DELIVERED, null, "us-east-1", DELIVERED);

  private static final String VISION = ScanOptions.LOOKOUT_FOR_VISION;
  private static final String OTHER = "s3.amazonaws.com";

  @TempDir Path folder;
  private final SparkSession spark = TestSpark.session();

  private static List<IngestedEvent> events(TestRecord... records) {
    byte[] body = TestArchive.gzip(TestArchive.body(records));
    List<IngestedEvent> events = new ArrayList<>();
    try (LogFileReader reader =
            new LogFileReader(
                new Configuration(false), new ScanOptions(Set.of(VISION, OTHER), 1 << 20, false));
        LogFileScan scan = reader.open(new ByteArrayInputStream(body), body.length, true)) {
      while (scan.advance()) {
        events.add(IngestedEvent.of(FILE, (ScanEntry.RecordEntry) scan.current(), STAMP));
      }
    }
    return events;
  }

  private ScanTaskResult part(String attempt, TestRecord... records) {
    ParquetRowFileFormat.Prepared staging = ParquetRowFileFormat.prepare(spark);
    BatchStats.Counter counter = new BatchStats.Counter();
    try (StagedFileWriters files =
        new StagedFileWriters(
            staging.format(), staging.settings(), folder.toUri().toString(), attempt)) {
      events(records)
          .forEach(
              event -> {
                files.add(StagedKind.EVENT, EventRows.row(event));
                counter.addEvent(event);
              });
      Problem problem =
          new Problem(Problem.Kind.BAD_RECORD, OptionalInt.of(7), "why", Optional.of("{"));
      files.add(StagedKind.PROBLEM, StagedRows.problem(FILE, problem, STAMP));
      return ScanTaskResult.fromBytes(
          new ScanTaskResult(attempt, files.finish(), counter.stats()).toBytes());
    }
  }

  private StagedBatch read(ScanTaskResult... parts) {
    spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    return StagedBatch.read(spark, folder.toUri().toString(), List.of(parts));
  }

  @Test
  void isReadAsItWasStaged() {
    TestRecord call = anEvent().id("e-1").action("StartModel").at("2025-09-03T10:00:00Z");
    Row stored = read(part("0-0", call)).events().first();

    Row staged = EventRows.row(events(call).get(0));
    assertThat(stored.schema().fieldNames()).isEqualTo(StagedKind.EVENT.schema().fieldNames());
    assertThat(text(stored)).isEqualTo(text(staged));
  }

  /**
   * Times, structs and arrays included; a row from a table has its arrays in Scala's collections.
   */
  private static String text(Row row) {
    return row.mkString("\n").replaceAll("(?m)^(ArraySeq|WrappedArray|\\[L).*$", "an array");
  }

  @Test
  void leavesOutAttemptsThatDidNotEnd() {
    ScanTaskResult ended = part("1-5", anEvent().id("e-1"), anEvent().id("e-2"));
    part("1-4", anEvent().id("e-1"));
    part("1-55", anEvent().id("e-3"));
    ScanTaskResult other = part("2-6", anEvent().id("e-4"));

    assertThat(read(ended, other).events().select("event_id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("e-1", "e-2", "e-4");
    assertThat(read(ended).problems().collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.getInt(1)).isEqualTo(7));
    assertThat(read(ended).files().collectAsList()).as("no such file was made").isEmpty();
    assertThat(folder.resolve("1-5-file.parquet")).doesNotExist();
    assertThat(Files.exists(folder.resolve("1-5-event.parquet"))).isTrue();
  }

  @Test
  void isCountedByTheTasks() {
    ScanTaskResult one =
        part(
            "0-0",
            anEvent().action("StartModel").at("2025-09-03T23:59:59Z"),
            anEvent().action("StartModel").failing("ThrottlingException"),
            anEvent().action("StopModel").failing("AccessDenied").correcting("e-0"),
            anEvent().action("StartModel").source(OTHER),
            anEvent().action("ListModels").at("2025-09-05T00:00:00Z"));
    ScanTaskResult two =
        part("1-1", anEvent().action("DetectAnomalies").at("2025-08-31T00:00:00Z"));

    BatchStats stats = BatchStats.of(List.of(one.stats(), two.stats()));

    assertThat(stats.events()).isEqualTo(6);
    assertThat(stats.modelCalls())
        .isEqualTo(read(one, two).events().where(ModelCalls.changesRuns()).count())
        .isEqualTo(3);
    assertThat(stats.eventDates())
        .contains(
            LocalDate.parse("2025-08-31"),
            LocalDate.parse("2025-09-03"),
            LocalDate.parse("2025-09-05"));
    assertThat(stats.correctionDates()).hasSize(1);
  }
}
