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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;

/**
 * Tables with rows that cause findings, written without an ingest.
 *
 * <p>The tables have calls of Ana and her role since June. Each call below names only the columns
 * in which it differs from an ordinary call of hers.
 */
final class FindingTables {
  static final String LOOKOUT = "lookoutvision.amazonaws.com";
  static final String A = "111122223333";
  static final String B = "444455556666";
  static final String ROLE = "arn:aws:iam::444455556666:role/Inspector";
  static final Instant INGESTED_LATER = Instant.parse("2025-12-20T00:00:00Z");
  private static final Instant INGESTED = Instant.parse("2025-12-05T00:00:00Z");

  private final List<Row> events = new ArrayList<>();

  private FindingTables() {}

  /** Writes every table. */
  static void write(TableStore store) {
    FindingTables tables = new FindingTables();
    tables.history();
    tables.access();
    tables.endings();
    tables.firsts();
    write(store, EventsTable.SPEC, tables.events);
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

  private static Row row(TableSpec table, Map<String, Object> cells) {
    assertThat(table.schema().fieldNames()).contains(cells.keySet().toArray(String[]::new));
    return RowFactory.create(
        Arrays.stream(table.schema().fields()).map(StructField::name).map(cells::get).toArray());
  }

  /** Adds a successful read by Ana with her role, changed by pairs of column and value. */
  private void call(String at, Object... changes) {
    Map<String, Object> cells = new HashMap<>();
    Instant time = Instant.parse(at);
    cells.put("event_id", "e-" + events.size());
    cells.put("event_time", time);
    cells.put("event_date", LocalDate.ofInstant(time, ZoneOffset.UTC));
    cells.put("action", "ListModels");
    cells.put("event_name", "ListModels");
    cells.put("event_source", LOOKOUT);
    cells.put("region", "eu-central-1");
    cells.put("account_id", A);
    cells.put("actor", "ana");
    cells.put("actor_kind", "human");
    cells.put("credential_kind", "role_session");
    cells.put("temporary_credentials", true);
    cells.put("access_key_id", "ASIA1");
    cells.put("role_arn", ROLE);
    cells.put("cross_account", false);
    cells.put("source_ip", "198.51.100.1");
    cells.put("client", "cli");
    cells.put("call_class", "read");
    cells.put("outcome", "success");
    cells.put("ingested_at", INGESTED);
    for (int i = 0; i < changes.length; i += 2) {
      cells.put((String) changes[i], changes[i + 1]);
    }
    events.add(row(EventsTable.SPEC, cells));
  }

  private void history() {
    call("2025-06-02T10:00:00Z");
    call("2025-08-10T10:00:00Z", "credential_kind", "root", "actor", "root", "role_arn", null);
    call("2025-08-11T10:00:00Z", "actor", "ben");
  }

  private void access() {
    call(
        "2025-09-03T10:00:00Z",
        "credential_kind",
        "root",
        "actor",
        "root",
        "role_arn",
        null,
        "action",
        "CreateModel",
        "call_class",
        "change");
    call(
        "2025-09-03T11:00:00Z",
        "credential_kind",
        "root",
        "actor",
        "root",
        "role_arn",
        null,
        "outcome",
        "failed");
    call(
        "2025-09-04T10:00:00Z",
        "credential_kind",
        "iam_user",
        "access_key_id",
        "AKIA1",
        "role_arn",
        null);
    call("2025-09-04T10:00:00Z", "account_id", B);
    call(
        "2025-09-04T11:00:00Z",
        "credential_kind",
        "iam_user",
        "access_key_id",
        "AKIA2",
        "role_arn",
        null,
        "actor",
        "ci-bot");
    for (Object mfa : new Object[] {false, null, true}) {
      call(
          "2025-09-05T10:00:00Z",
          "client",
          "console",
          "call_class",
          "change",
          "action",
          "CreateProject",
          "mfa_authenticated",
          mfa);
    }
    call("2025-09-05T10:00:00Z", "client", "console", "mfa_authenticated", false);
    call(
        "2025-09-05T10:00:00Z",
        "client",
        "console",
        "mfa_authenticated",
        false,
        "action",
        "DetectAnomalies",
        "call_class",
        "inference");
    for (String callClass : List.of("change", "read", "inference")) {
      call(
          "2025-09-06T10:00:00Z",
          "cross_account",
          true,
          "caller_account_id",
          "999988887777",
          "actor",
          "partner",
          "call_class",
          callClass,
          "action",
          "StartModel");
    }
  }

  private void endings() {
    call("2025-09-07T10:00:00Z", "outcome", "throttled", "action", "DetectAnomalies");
    call("2025-09-07T10:00:01Z", "outcome", "throttled", "action", "DetectAnomalies");
    call("2025-09-07T10:00:02Z", "outcome", "throttled");
    for (String outcome : List.of("success", "failed")) {
      call(
          "2025-09-08T10:00:00Z",
          "action",
          "DeleteModel",
          "action_group",
          "model",
          "call_class",
          "change",
          "resource_arn",
          "arn:model/bottles/" + outcome,
          "outcome",
          outcome);
    }
    call("2025-09-09T10:00:00Z", "outcome", "denied", "actor", "eve");
    call("2025-09-09T10:05:00Z", "outcome", "denied", "actor", "eve", "action", "ListProjects");
    call("2025-09-09T10:09:59Z", "outcome", "denied", "actor", "eve");
    call("2025-09-09T23:00:00Z", "outcome", "denied", "actor", "eve");
    for (String minute : List.of("00", "05", "10")) {
      call("2025-09-09T12:" + minute + ":00Z", "outcome", "denied", "actor", "mal");
    }
    call("2025-10-31T23:59:59Z");
    call("2025-11-01T00:00:00Z");
    call("2025-11-02T00:00:00Z", "event_source", "rekognition.amazonaws.com", "actor", "zoe");
  }

  private void firsts() {
    for (int i = 1; i <= 4; i++) {
      for (int calls = 0; calls < i; calls++) {
        call("2025-10-0" + i + "T10:00:00Z", "source_ip", "203.0.113." + i);
      }
    }
    call("2025-10-05T10:00:00Z", "source_ip", "lambda.amazonaws.com");
    call("2025-10-05T10:00:00Z", "source_ip", "2001:db8::1", "region", "us-west-2");
    call("2025-10-06T10:00:00Z", "ingested_at", INGESTED_LATER);
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
        checked("2025-12-07T00:00:00Z", "digest", "hole", "gap", "2025-08-31T22:00:00Z", 3),
        checked("2025-12-07T00:00:00Z", "digest", "hole", "valid", "2025-09-01T01:00:00Z"),
        checked("2025-12-07T00:00:00Z", "digest", "august", "valid", "2025-08-31T23:00:00Z"));
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
