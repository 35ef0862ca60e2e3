package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The calls of some months, counted by every column that a report groups by. The report's tables
 * sum these counts instead of reading events.
 *
 * <p>A row is the calls of one kind that one session made on one day: {@link #DIMENSIONS}, {@code
 * calls}, {@code first_call}, {@code last_call}. Thousands of uploads, inferences or reads become
 * one row.
 */
public final class CallCube {
  /** The columns that calls are grouped by; {@code session} is one sign-in or assumed role. */
  static final List<String> DIMENSIONS =
      List.of(
          "event_date",
          "account_id",
          "region",
          "action",
          "access_level",
          "action_group",
          "call_class",
          "outcome",
          "actor",
          "actor_kind",
          "identity_type",
          "credential_kind",
          "temporary_credentials",
          "access_key_id",
          "role_arn",
          "permission_set",
          "session",
          "caller_account_id",
          "cross_account",
          "mfa_authenticated",
          "federated_provider",
          "invoked_by",
          "source_ip",
          "client",
          "project_name",
          "model_version",
          "resource_arn");

  /** Each session of temporary credentials has its own access key; others count by principal. */
  private static final String SESSION =
      "IF(temporary_credentials, coalesce(access_key_id, session_name),"
          + " coalesce(principal_id, access_key_id))";

  private CallCube() {}

  /**
   * Counts calls.
   *
   * @param calls events that no later event corrects
   */
  static Dataset<Row> of(Dataset<Row> calls) {
    return calls
        .withColumn("session", expr(SESSION))
        .groupBy(DIMENSIONS.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(
            count(lit(1)).as("calls"),
            min("event_time").as("first_call"),
            max("event_time").as("last_call"));
  }

  /** Returns the query that counts the same calls over {@code {events_current}}. */
  static String query(String eventSource, YearMonth from, YearMonth to) {
    String columns =
        DIMENSIONS.stream()
            .map(name -> name.equals("session") ? SESSION + " AS session" : name)
            .collect(Collectors.joining(",\n  "));
    return """
    SELECT %s,
      count(*) AS calls, min(event_time) AS first_call, max(event_time) AS last_call
    FROM {events_current}
    WHERE event_source = %s AND event_date %s
    GROUP BY ALL"""
        .formatted(
            columns, SqlText.text(eventSource), SqlText.between(from.atDay(1), to.atEndOfMonth()));
  }
}
