package io.lookouttrail.ingest;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.SparkJobRecorder;
import io.lookouttrail.fixtures.SparkPath;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark jobs and plans of an ingest: few if few files are new. */
class IngestCostTest {
  /** Maximum number of jobs of a first ingest, and of one without new files. */
  private static final int FIRST = 22;

  private static final int NOTHING_NEW = 10;

  private static final String SUMS = "SELECT date, action, calls FROM usage_daily ORDER BY 1";

  @TempDir Path folder;
  private SparkPath sparkPath;
  private TestArchive archive;
  private TableStore store;

  @BeforeEach
  void setUp() {
    sparkPath = SparkPath.ofBatches();
    archive = new TestArchive(folder.resolve("bucket"));
    store = EmptyTables.at(folder.resolve("tables"));
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "aaaa",
        call("e-1", "2025-09-03"),
        call("e-2", "2025-09-03"),
        call("e-3", "2025-09-03").source("s3.amazonaws.com"));
  }

  @AfterEach
  void tearDown() {
    sparkPath.close();
  }

  private static TestRecord call(String id, String date) {
    return anEvent().id(id).action("ListProjects").at(date + "T10:00:00Z");
  }

  @Test
  void runsFewSparkJobsAndPlansNoJoinWhereDatesHaveNoRowsAndFilesAreNew() {
    try (SparkJobRecorder first = SparkJobRecorder.noted()) {
      new TestIngest(archive, store).run();
      assertThat(first.jobs()).as(first.toString()).hasSizeLessThanOrEqualTo(FIRST);
      assertThat(first.plansOf("Merge")).isNotEmpty().noneMatch(IngestCostTest::joins);
    }
    try (SparkJobRecorder nothingNew = SparkJobRecorder.noted()) {
      new TestIngest(archive, store).run();
      assertThat(nothingNew.jobs()).as(nothingNew.toString()).hasSizeLessThanOrEqualTo(NOTHING_NEW);
    }
    archive.deliver("2025-10-03T10:05:00Z", "bbbb", call("e-4", "2025-10-03"));
    try (SparkJobRecorder otherDate = SparkJobRecorder.noted()) {
      new TestIngest(archive, store).run();
      assertThat(otherDate.plansOf("Merge")).isNotEmpty().noneMatch(IngestCostTest::joins);
    }
    archive.deliver("2025-10-03T10:10:00Z", "cccc", call("e-4", "2025-10-03"));
    try (SparkJobRecorder sameDate = SparkJobRecorder.noted()) {
      new TestIngest(archive, store).run();
      assertThat(sameDate.plansOf("Merge")).anyMatch(IngestCostTest::joins);
    }
    assertThat(new TableRows(store).of("SELECT event_id FROM events ORDER BY 1"))
        .containsExactly("e-1", "e-2", "e-4");
  }

  private static boolean joins(String plan) {
    return plan.contains("Join");
  }

  @Test
  void sumsTheDayOfACorrectedEventAnewAndADayWithoutReadingAnother() throws IOException {
    new TestIngest(archive, store).run();
    archive.deliver("2026-02-04T10:05:00Z", "bbbb", call("e-4", "2026-02-04").correcting("e-1"));
    archive.deliver("2025-10-02T10:05:00Z", "cccc", call("e-5", "2025-10-02"));
    new TestIngest(archive, store).run();
    assertThat(new TableRows(store).of(SUMS))
        .containsExactly(
            "2025-09-03|ListProjects|1", "2025-10-02|ListProjects|1", "2026-02-04|ListProjects|1");

    deleteEventsOf("2025-10-02");
    archive.deliver("2025-10-05T10:05:00Z", "dddd", call("e-6", "2025-10-05"));
    new TestIngest(archive, store).run();
    assertThat(new TableRows(store).of(SUMS))
        .containsExactly(
            "2025-09-03|ListProjects|1",
            "2025-10-02|ListProjects|1",
            "2025-10-05|ListProjects|1",
            "2026-02-04|ListProjects|1");
  }

  /** After this, reading that day fails. */
  private void deleteEventsOf(String date) throws IOException {
    try (Stream<Path> stored = Files.walk(folder.resolve("tables/events/event_date=" + date))) {
      for (Path file : stored.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void looksForACorrectedEventAroundItsCorrectionFirst() throws IOException {
    archive.deliver("2025-07-01T10:05:00Z", "bbbb", call("e-4", "2025-07-01"));
    new TestIngest(archive, store).run();
    deleteEventsOf("2025-07-01");
    archive.deliver("2025-09-05T10:05:00Z", "cccc", call("e-5", "2025-09-05").correcting("e-1"));

    new TestIngest(archive, store).run();

    assertThat(new TableRows(store).of(SUMS))
        .containsExactly(
            "2025-07-01|ListProjects|1", "2025-09-03|ListProjects|1", "2025-09-05|ListProjects|1");
  }
}
