package io.lookouttrail.reports.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;

/** Tables with rows that cause findings, written without an ingest. */
final class FindingTables {
  static final String LOOKOUT = "lookoutvision.amazonaws.com";
  static final String A = "111122223333";
  static final String B = "444455556666";
  static final String ROLE = "arn:aws:iam::444455556666:role/Inspector";
  static final Instant INGESTED_LATER = Instant.parse("2025-12-20T00:00:00Z");
  static final Instant INGESTED = Instant.parse("2025-12-05T00:00:00Z");

  private FindingTables() {}

  /** Writes every table. */
  static void write(TableStore store) {
    write(store, EventsTable.SPEC, FindingEvents.all());
    write(store, IngestedFilesTable.SPEC, ledger());
    write(store, QuarantineTable.SPEC, quarantine());
    write(store, DigestFindingsTable.SPEC, digests());
    write(store, ModelRunsTable.SPEC, modelRuns());
    write(store, JobRunsTable.SPEC, jobRuns());
  }

  private static void write(TableStore store, TableSpec table, List<Row> rows) {
    store.open(table);
    TestSpark.session()
        .createDataFrame(rows, table.schema())
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(store.path(table.name()));
  }

  static Row row(TableSpec table, Map<String, Object> cells) {
    assertThat(table.schema().fieldNames()).contains(cells.keySet().toArray(String[]::new));
    return RowFactory.create(
        Arrays.stream(table.schema().fields()).map(StructField::name).map(cells::get).toArray());
  }

  private static List<Row> ledger() {
    List<Row> files = new ArrayList<>();
    for (String day :
        List.of("2025-06-01", "2025-07-15", "2025-08-15", "2025-09-10", "2025-11-10")) {
      files.add(file(A + "-" + day, A, day, LOOKOUT));
    }
    files.add(file(B + "-08", B, "2025-08-20", LOOKOUT));
    files.add(file(B + "-09", B, "2025-09-20", "rekognition.amazonaws.com"));
    files.add(file("late", A, "2025-12-03", LOOKOUT));
    files.add(file("too-late", A, "2025-12-04", LOOKOUT));
    return files;
  }

  private static Row file(String name, String account, String delivered, String source) {
    return row(
        IngestedFilesTable.SPEC,
        Map.of(
            "source_file",
            name,
            "account_id",
            account,
            "delivered_at",
            LocalDate.parse(delivered).atStartOfDay(ZoneOffset.UTC).toInstant(),
            "delivered_date",
            LocalDate.parse(delivered),
            "event_sources",
            new String[] {source}));
  }

  private static List<Row> quarantine() {
    List<Row> problems = new ArrayList<>();
    problems.add(problem(A + "-2025-09-10", "truncated", false));
    problems.add(problem("late", "truncated", false));
    problems.add(problem("too-late", "not_json", false));
    problems.add(problem(A + "-2025-08-15", "archived", false));
    problems.add(problem(A + "-2025-11-10", "not_gzip", true));
    problems.add(problem(A + "-2025-08-15", "truncated", true));
    problems.add(resolved("unknown-1", "no_records", "2025-08-20", "2025-10-03"));
    problems.add(resolved("unknown-2", "no_records", "2025-06-01", "2025-07-31"));
    problems.add(resolved("unknown-3", "no_records", "2025-12-05", "2025-12-06"));
    return problems;
  }

  private static Row problem(String file, String problem, boolean isResolved) {
    Map<String, Object> cells = new HashMap<>();
    cells.put("source_file", file);
    cells.put("problem", problem);
    cells.put("account_id", A);
    cells.put("found_at", INGESTED);
    cells.put("resolved_at", isResolved ? INGESTED_LATER : null);
    return row(QuarantineTable.SPEC, cells);
  }

  /** A problem of a file whose delivery is not known. */
  private static Row resolved(String file, String problem, String found, String resolved) {
    return row(
        QuarantineTable.SPEC,
        Map.of(
            "source_file", file,
            "problem", problem,
            "account_id", B,
            "found_at", Instant.parse(found + "T06:00:00Z"),
            "resolved_at", Instant.parse(resolved + "T06:00:00Z")));
  }

  private static List<Row> digests() {
    String day = "2025-09-12T";
    return List.of(
        checked("2025-12-06T00:00:00Z", "log", "repaired", "changed", day + "10:00:00Z"),
        checked("2025-12-07T00:00:00Z", "log", "repaired", "valid", day + "10:00:00Z"),
        checked("2025-12-07T00:00:00Z", "log", "forged", "changed", day + "10:00:00Z"),
        checked("2025-12-07T00:00:00Z", "log", "lost", "missing", day + "10:00:00Z"),
        checked("2025-12-07T00:00:00Z", "digest", "digest-1", "missing", day + "11:00:00Z"),
        checked("2025-12-07T00:00:00Z", "digest", "digest-2", "unknown_key", day + "12:00:00Z"),
        checked("2025-12-07T00:00:00Z", "log", "log-2", "unknown_key", day + "12:00:00Z"),
        withSeverity(
            "high",
            checked("2025-12-07T00:00:00Z", "log", "planted", "not_validated", day + "13:00:00Z")),
        withSeverity(
            "low", checked("2025-12-07T00:00:00Z", "digest", "end", "gap", day + "14:00:00Z")),
        checked("2025-12-07T00:00:00Z", "digest", "hole", "gap", "2025-08-31T22:00:00Z", 3),
        checked("2025-12-07T00:00:00Z", "digest", "hole", "valid", "2025-09-01T01:00:00Z"),
        checked("2025-12-07T00:00:00Z", "digest", "august", "valid", "2025-08-31T23:00:00Z"),
        checked("2025-12-04T00:00:00Z", "log", "mended", "changed", "2025-08-12T10:00:00Z"),
        checked("2025-12-05T00:00:00Z", "log", "mended", "missing", "2025-08-12T10:00:00Z"),
        checked("2025-12-06T00:00:00Z", "log", "mended", "valid", "2025-08-12T10:00:00Z"),
        checked("2025-12-07T00:00:00Z", "log", "mended", "valid", "2025-08-12T10:00:00Z"),
        checked("2025-12-05T00:00:00Z", "log", "relapsed", "changed", "2025-08-13T10:00:00Z"),
        checked("2025-12-06T00:00:00Z", "log", "relapsed", "valid", "2025-08-13T10:00:00Z"),
        checked("2025-12-07T00:00:00Z", "log", "relapsed", "changed", "2025-08-13T10:00:00Z"),
        // Two digests name the file, and one of them contradicts it.
        checked("2025-12-07T00:00:00Z", "log", "twice", "changed", "2025-08-14T10:00:00Z"),
        checked("2025-12-07T00:00:00Z", "log", "twice", "valid", "2025-08-14T10:00:00Z"),
        // That its keys were not given is no contradiction.
        checked("2025-12-06T00:00:00Z", "log", "signed-now", "unknown_key", "2025-08-15T10:00:00Z"),
        checked("2025-12-07T00:00:00Z", "log", "signed-now", "valid", "2025-08-15T10:00:00Z"));
  }

  private static Row withSeverity(String severity, Row row) {
    String[] columns = DigestFindingsTable.SPEC.schema().fieldNames();
    return RowFactory.create(
        IntStream.range(0, columns.length)
            .mapToObj(i -> columns[i].equals("severity") ? severity : row.get(i))
            .toArray());
  }

  private static Row checked(String at, String kind, String object, String state, String start) {
    return checked(at, kind, object, state, start, 1);
  }

  private static Row checked(
      String at, String kind, String object, String state, String start, int hours) {
    Instant begin = Instant.parse(start);
    return row(
        DigestFindingsTable.SPEC,
        Map.of(
            "checked_at", Instant.parse(at),
            "run_id", "r",
            "kind", kind,
            "object", object,
            "account_id", A,
            "region", "eu-central-1",
            "start_time", begin,
            "end_time", begin.plusSeconds(3600L * hours),
            "state", state));
  }

  private static List<Row> modelRuns() {
    return List.of(
        ran("2025-09", "bottles", 10, 0),
        ran("2025-10", "bottles", 14, 0),
        ran("2025-08", "bottles", 24, 0),
        ran("2025-10", "bottles", 100, 7),
        ran("2025-10", "caps", 23.9, 0));
  }

  private static Row ran(String month, String project, double hours, long detections) {
    return row(
        ModelRunsTable.SPEC,
        Map.of(
            "month", month,
            "event_source", LOOKOUT,
            "account_id", A,
            "region", "eu-central-1",
            "project_name", project,
            "model_version", "3",
            "hours", hours,
            "inference_hours_low", 2 * hours,
            "detections", detections));
  }

  private static List<Row> jobRuns() {
    return List.of(
        reported("2025-12-10T00:00:00Z", "2025-12-10T01:00:00Z", "report", "done (0)", LOOKOUT),
        reported(
            "2025-12-11T00:00:00Z", "2025-12-11T01:00:00Z", "report", "failed (1): x", LOOKOUT),
        reported("2025-12-12T00:00:00Z", "2025-12-12T01:00:00Z", "report", "done (0)", "s3"),
        reported("2025-12-13T00:00:00Z", "2025-12-13T01:00:00Z", "ingest", "done (0)", LOOKOUT),
        reported("2025-12-19T23:00:00Z", "2025-12-20T01:00:00Z", "monthly", "done (0)", LOOKOUT),
        reported("2025-12-21T00:00:00Z", "2025-12-21T01:00:00Z", "report", "done (0)", LOOKOUT));
  }

  /** A run that reported on October. The report of a monthly run holds what that run ingested. */
  private static Row reported(
      String started, String finished, String command, String outcome, String source) {
    return row(
        JobRunsTable.SPEC,
        Map.of(
            "run_id",
            started,
            "command",
            command,
            "started_at",
            Instant.parse(started),
            "finished_at",
            Instant.parse(finished),
            "window_from",
            LocalDate.parse("2025-10-01"),
            "window_to",
            LocalDate.parse("2025-10-31"),
            "event_sources",
            new String[] {source},
            "outcome",
            outcome));
  }
}
