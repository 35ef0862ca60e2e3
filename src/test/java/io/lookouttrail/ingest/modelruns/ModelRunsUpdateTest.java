package io.lookouttrail.ingest.modelruns;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the table after each of several batches. */
class ModelRunsUpdateTest {
  private static final String RUNS =
      "SELECT month, project_name, model_version, started_at, stopped_at, stopped_by, open,"
          + " run_started_at, units_low, units_high, inference_hours_low, inference_hours_high,"
          + " detections, idle_hours FROM model_runs ORDER BY 2, 1, 4";

  private static final Batch START =
      batch(
          "2025-08-31T22:06:00Z",
          call("made", "CreateModel", "2025-08-30T10:00:00Z", "bottles", null)
              .with("response_elements", "{\"modelMetadata\":{\"modelVersion\":\"2\"}}"),
          call("start", "StartModel", "2025-08-31T22:00:00Z", "bottles", "latest")
              .with("min_inference_units", 2)
              .with("max_inference_units", 4),
          call("seen", "DetectAnomalies", "2025-08-31T22:03:00Z", "bottles", "latest"),
          call("refused", "DetectAnomalies", "2025-08-31T22:03:00Z", "bottles", "7")
              .with("outcome", "throttled"),
          call("elsewhere", "StartModel", "2025-08-31T22:00:00Z", "bottles", "1")
              .with("event_source", "rekognition.amazonaws.com"),
          call("c1", "StartModel", "2025-07-31T23:00:00Z", "caps", "1"),
          call("c2", "StopModel", "2025-08-01T02:00:00Z", null, null)
              .with("resource_arn", "arn:aws:lookoutvision:us-east-1:1:model/caps/1"));

  private static final Batch LOOK =
      batch(
          "2025-09-02T10:00:00Z",
          call("look", "DescribeModel", "2025-09-02T09:00:00Z", "caps", "1"));

  private static final Batch STOP =
      batch(
          "2025-09-01T00:10:00Z",
          call("stop", "StopModel", "2025-08-31T23:30:00Z", "bottles", "2"));

  private static final Batch CORRECTION =
      batch(
          "2025-09-03T00:00:00Z",
          call("stop-2", "StopModel", "2025-08-31T23:30:00Z", "lids", "2")
              .with("outcome", "failed")
              .with("corrects_event_id", "stop"));

  private static final String CAPS_IN_JULY =
      "2025-07|caps|1|2025-07-31T23:00:00Z|2025-08-01T00:00:00Z|month_end|false|"
          + "2025-07-31T23:00:00Z|1|1|1.0|1.0|0|1.0";

  private static final String CAPS_IN_AUGUST =
      "2025-08|caps|1|2025-08-01T00:00:00Z|2025-08-01T02:00:00Z|stop|false|"
          + "2025-07-31T23:00:00Z|1|1|2.0|2.0|0|2.0";

  @TempDir static Path folder;

  /** Content and version of the table after each batch. */
  private static final List<List<String>> HELD = new ArrayList<>();

  private static final List<Long> VERSIONS = new ArrayList<>();
  private static TableStore store;

  @BeforeAll
  static void ingest() {
    store = EmptyTables.at(folder.resolve("tables"));
    for (Batch batch :
        List.of(LOOK.at("2025-08-01T00:00:00Z"), START, START, LOOK, STOP, CORRECTION)) {
      batch.ingest(store);
      HELD.add(new TableRows(store).of(RUNS));
      VERSIONS.add(new TableRows(store).versionOf("model_runs"));
    }
  }

  @Test
  void writesNothingWhileNoModelIsRun() {
    assertThat(HELD.get(0)).isEmpty();
    assertThat(VERSIONS.get(0)).as("created, without runs").isZero();
  }

  @Test
  void pairsTheCallsOfLookoutForVisionThatSucceeded() {
    assertThat(HELD.get(1))
        .containsExactly(
            "2025-08|bottles|2|2025-08-31T22:00:00Z|2025-08-31T22:06:00Z|unknown|true|"
                + "2025-08-31T22:00:00Z|2|4|0.2|0.4|1|0.0",
            CAPS_IN_JULY,
            CAPS_IN_AUGUST);
  }

  @Test
  void changesNothingWhenABatchIsDoneAgain() {
    assertThat(HELD.get(2)).isEqualTo(HELD.get(1));
    assertThat(VERSIONS.get(2)).isEqualTo(VERSIONS.get(1));
  }

  @Test
  void carriesAnOpenRunOnToTheNewestDeliveryWhateverWasDelivered() {
    assertThat(HELD.get(3))
        .containsExactly(
            "2025-08|bottles|2|2025-08-31T22:00:00Z|2025-09-01T00:00:00Z|month_end|true|"
                + "2025-08-31T22:00:00Z|2|4|4.0|8.0|1|1.0",
            "2025-09|bottles|2|2025-09-01T00:00:00Z|2025-09-02T10:00:00Z|unknown|true|"
                + "2025-08-31T22:00:00Z|2|4|68.0|136.0|0|34.0",
            CAPS_IN_JULY,
            CAPS_IN_AUGUST);
  }

  @Test
  void takesBackTheMonthsAfterAStopThatIsReadLate() {
    assertThat(HELD.get(4))
        .containsExactly(
            "2025-08|bottles|2|2025-08-31T22:00:00Z|2025-08-31T23:30:00Z|stop|false|"
                + "2025-08-31T22:00:00Z|2|4|3.0|6.0|1|0.5",
            CAPS_IN_JULY,
            CAPS_IN_AUGUST);
    assertThat(VERSIONS.get(4)).as("one commit").isEqualTo(VERSIONS.get(3) + 1);
  }

  @Test
  void goesByTheCorrectionOfACall() {
    assertThat(HELD.get(5))
        .as("the stop was another project's, and failed")
        .containsExactly(
            "2025-08|bottles|2|2025-08-31T22:00:00Z|2025-09-01T00:00:00Z|month_end|true|"
                + "2025-08-31T22:00:00Z|2|4|4.0|8.0|1|1.0",
            "2025-09|bottles|2|2025-09-01T00:00:00Z|2025-09-03T00:00:00Z|unknown|true|"
                + "2025-08-31T22:00:00Z|2|4|96.0|192.0|0|48.0",
            CAPS_IN_JULY,
            CAPS_IN_AUGUST);
  }

  @Test
  void endsTheSameInWhateverOrderAndInOneGo() {
    List<String> whole =
        new TableRows(store).of("SELECT * FROM model_runs ORDER BY run_key, month");
    for (List<Batch> batches :
        List.of(
            List.of(CORRECTION, LOOK, STOP, START),
            List.of(START.and(LOOK).and(STOP).and(CORRECTION)))) {
      TableStore other = EmptyTables.at(folder.resolve("in-" + batches.size()));
      batches.forEach(batch -> batch.ingest(other));
      assertThat(new TableRows(other).of("SELECT * FROM model_runs ORDER BY run_key, month"))
          .isEqualTo(whole);
    }
  }

  @Test
  void writesOnlyTheMonthsFromTheFirstThatChangedOn() {
    assertThat(
            TestSpark.session()
                .sql("DESCRIBE HISTORY delta.`" + store.path("model_runs") + "`")
                .where("operation = 'WRITE'")
                .select("operationParameters.predicate")
                .collectAsList()
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .filter(predicate -> !predicate.equals("null")))
        .hasSize(3)
        .allSatisfy(predicate -> assertThat(predicate).contains("month").contains("2025-08"));
  }

  private static Batch batch(String newestDelivery, Call... calls) {
    return new Batch(Instant.parse(newestDelivery), List.of(calls));
  }

  private static Call call(
      String id, String action, String at, @Nullable String project, @Nullable String version) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("event_id", id);
    columns.put("event_time", Instant.parse(at));
    columns.put("event_date", LocalDate.ofInstant(Instant.parse(at), ZoneOffset.UTC));
    columns.put("action", action);
    columns.put("event_name", action);
    columns.put("event_source", "lookoutvision.amazonaws.com");
    columns.put("region", "us-east-1");
    columns.put("account_id", "111122223333");
    columns.put("actor", "jane");
    columns.put("outcome", "success");
    columns.put("project_name", project);
    columns.put("model_version", version);
    return new Call(columns);
  }

  /** A row with these columns; the others are null. */
  private static Row row(StructType schema, Map<String, Object> columns) {
    return RowFactory.create(
        Arrays.stream(schema.fieldNames()).map(columns::get).toArray(Object[]::new));
  }

  private static void append(TableStore store, TableSpec table, Dataset<Row> rows) {
    store.open(table);
    rows.write().format("delta").mode("append").save(store.path(table.name()));
  }

  /** A call, as a row of the events table. */
  private record Call(Map<String, Object> columns) {
    Call with(String column, Object value) {
      Map<String, Object> changed = new HashMap<>(columns);
      changed.put(column, value);
      return new Call(changed);
    }

    Row row() {
      return ModelRunsUpdateTest.row(EventsTable.SPEC.schema(), columns);
    }
  }

  /** A batch of events that one file delivered. */
  private record Batch(Instant newestDelivery, List<Call> calls) {

    Batch at(String delivery) {
      return new Batch(Instant.parse(delivery), calls);
    }

    Batch and(Batch other) {
      List<Call> all = new ArrayList<>(calls);
      all.addAll(other.calls);
      return new Batch(Collections.max(List.of(newestDelivery, other.newestDelivery)), all);
    }

    /** Commits events, runs and ledger as a batch does; skips events that are stored. */
    void ingest(TableStore store) {
      Dataset<Row> events =
          store
              .spark()
              .createDataFrame(calls.stream().map(Call::row).toList(), EventsTable.SPEC.schema());
      Dataset<Row> stored = store.open(EventsTable.SPEC).toDF().select("event_id");
      append(
          store,
          EventsTable.SPEC,
          events
              .join(stored, new String[] {"event_id"}, "left_anti")
              .select(
                  Arrays.stream(EventsTable.SPEC.schema().fieldNames())
                      .map(name -> col(name))
                      .toArray(Column[]::new)));
      try (WriterLock lock = store.lock("a test", Duration.ZERO, Clock.systemUTC())) {
        new ModelRunsUpdate(store, lock).run(newEvents(store, events));
      }
      append(
          store,
          IngestedFilesTable.SPEC,
          store
              .spark()
              .createDataFrame(
                  List.of(ModelRunsUpdateTest.row(IngestedFilesTable.SPEC.schema(), file())),
                  IngestedFilesTable.SPEC.schema()));
    }

    private NewEvents newEvents(TableStore store, Dataset<Row> events) {
      Dataset<Row> corrections = events.where(col("corrects_event_id").isNotNull());
      SortedSet<LocalDate> dates =
          corrections.select("event_date").collectAsList().stream()
              .map(row -> row.getLocalDate(0))
              .collect(Collectors.toCollection(TreeSet::new));
      SortedSet<LocalDate> corrected =
          dates.isEmpty()
              ? new TreeSet<>()
              : EventsTable.datesCorrectedBy(store, corrections, dates);
      boolean mayChangeRuns =
          !dates.isEmpty() || events.where(ModelCalls.changesRuns()).count() > 0;
      return new NewEvents("a batch", events, mayChangeRuns, corrected, newestDelivery);
    }

    private Map<String, Object> file() {
      LocalDate day = LocalDate.ofInstant(newestDelivery, ZoneOffset.UTC);
      return Map.of(
          "source_file",
          "file:/a",
          "inflated_bytes",
          1L,
          "delivered_at",
          newestDelivery,
          "delivered_date",
          day);
    }
  }
}
