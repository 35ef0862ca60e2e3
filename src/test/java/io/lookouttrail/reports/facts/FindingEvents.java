package io.lookouttrail.reports.facts;

import static io.lookouttrail.reports.facts.FindingTables.A;
import static io.lookouttrail.reports.facts.FindingTables.B;
import static io.lookouttrail.reports.facts.FindingTables.INGESTED;
import static io.lookouttrail.reports.facts.FindingTables.INGESTED_LATER;
import static io.lookouttrail.reports.facts.FindingTables.LOOKOUT;
import static io.lookouttrail.reports.facts.FindingTables.ROLE;

import io.lookouttrail.tables.EventsTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Events that cause findings, among calls of Ana and her role since June.
 *
 * <p>Each call below names only the columns in which it differs from an ordinary call of hers.
 */
final class FindingEvents {
  private final List<Row> events = new ArrayList<>();

  private FindingEvents() {}

  /** Returns the rows of the events table. */
  static List<Row> all() {
    FindingEvents calls = new FindingEvents();
    calls.history();
    calls.access();
    calls.endings();
    calls.firsts();
    return calls.events;
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
    events.add(FindingTables.row(EventsTable.SPEC, cells));
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
}
