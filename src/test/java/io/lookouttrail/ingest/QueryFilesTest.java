package io.lookouttrail.ingest;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.ShuffleRecorder;
import io.lookouttrail.fixtures.SparkPath;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.SessionSettings;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the events table: few, and written by one merge for each batch. */
class QueryFilesTest {
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final String COALESCE = "spark.sql.adaptive.coalescePartitions.enabled";

  @TempDir Path folder;
  private SparkPath sparkPath;
  private TestArchive archive;
  private TableStore store;

  /**
   * Settings as for large data: Spark coalesces small partitions, and all of a test's are small.
   */
  @BeforeEach
  void setUp() {
    sparkPath = SparkPath.ofBatches();
    TestSpark.session().conf().set(PARTITIONS, "7");
    TestSpark.session().conf().set(COALESCE, "false");
    TestSpark.session().conf().set(SessionSettings.SMALL_WORK_OPTION, "false");
    archive = new TestArchive(folder.resolve("bucket"));
    store = EmptyTables.at(folder.resolve("tables"));
    for (int file = 0; file < 4; file++) {
      archive.deliver(
          "2025-09-03T1" + file + ":05:00Z",
          "aaa" + file,
          event(file, "2025-09-02", "DetectAnomalies"),
          event(file, "2025-09-03", "DetectAnomalies"),
          event(file, "2025-09-03", "StartModel"),
          event(9, "2025-09-03", "StopModel"));
    }
  }

  @AfterEach
  void restore() {
    sparkPath.close();
    TestSpark.session().conf().set(PARTITIONS, "2");
    TestSpark.session().conf().set(COALESCE, "true");
    TestSpark.session().conf().unset(SessionSettings.SMALL_WORK_OPTION);
  }

  private static TestRecord event(int number, String date, String action) {
    return anEvent().id(action + "-" + date + "-" + number).action(action).at(date + "T10:00:00Z");
  }

  @Test
  void writesOneFileForEachDateAndActionOfABatchAndShufflesEachKeptEventOnceAndNoOther() {
    try (ShuffleRecorder first = ShuffleRecorder.inJobs("Merge")) {
      new TestIngest(archive, store).run();
      // The source has sixteen records, three of them copies.
      assertThat(first.ofAtLeast(13)).containsExactly(16L);
    }
    assertThat(filesByPartition()).isEqualTo(partitionsOf(1));

    archive.deliver(
        "2025-09-04T10:05:00Z",
        "bbbb",
        event(11, "2025-09-02", "DetectAnomalies"),
        event(11, "2025-09-03", "DetectAnomalies"),
        event(12, "2025-09-03", "DetectAnomalies"),
        event(11, "2025-09-03", "StopModel"));
    archive.deliver(
        "2025-09-04T10:10:00Z",
        "cccc",
        IntStream.range(20, 60)
            .mapToObj(
                number ->
                    number % 2 == 0
                        ? event(number, "2025-09-03", "StartModel")
                        : event(number, "2025-09-03", "x").source("s3.amazonaws.com"))
            .toArray(TestRecord[]::new));
    try (ShuffleRecorder second = ShuffleRecorder.inJobs("Merge")) {
      new TestIngest(archive, store).run();
      assertThat(second.ofAtLeast(16)).containsExactly(24L);
    }
    assertThat(filesByPartition()).isEqualTo(partitionsOf(2));
  }

  private static Map<String, Long> partitionsOf(long files) {
    return new TreeMap<>(
        Map.of(
            "2025-09-02/DetectAnomalies", files,
            "2025-09-03/DetectAnomalies", files,
            "2025-09-03/StartModel", files,
            "2025-09-03/StopModel", files));
  }

  private Map<String, Long> filesByPartition() {
    return Arrays.stream(store.read(EventsTable.SPEC).inputFiles())
        .map(file -> file.replaceFirst(".*/event_date=([^/]+)/action=([^/]+)/.*", "$1/$2"))
        .collect(Collectors.groupingBy(file -> file, TreeMap::new, Collectors.counting()));
  }

  @Test
  void mergesOncePerBatchWithItsDatesInTheCondition() {
    new TestIngest(archive, store).inBatchesOf(15_000).run();

    List<Row> history =
        DeltaTable.forPath(TestSpark.session(), store.path("events"))
            .history()
            .orderBy("version")
            .select("operation", "operationParameters.predicate")
            .collectAsList();

    assertThat(history)
        .extracting(row -> row.getString(0))
        .containsExactly("CREATE TABLE", "MERGE", "MERGE");
    assertThat(history.subList(1, 3))
        .extracting(row -> row.getString(1))
        .allSatisfy(
            predicate ->
                assertThat(predicate)
                    .contains("event_date")
                    .containsPattern("'?2025-09-02'?.*'?2025-09-03'?")
                    .doesNotContain("2025-09-04"));
  }
}
