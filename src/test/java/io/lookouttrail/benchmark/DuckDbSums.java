package io.lookouttrail.benchmark;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DuckDB queries for the report's tables of usage and access, over the Parquet files of events. */
final class DuckDbSums implements AutoCloseable {
  private static final String SESSION =
      "CASE WHEN temporary_credentials THEN coalesce(access_key_id, session_name)"
          + " ELSE coalesce(principal_id, access_key_id) END";

  private static final String USAGE =
      """
      count(*) AS calls,
      count(*) FILTER (outcome = 'success') AS succeeded,
      count(*) FILTER (outcome = 'denied') AS denied,
      count(*) FILTER (outcome = 'throttled') AS throttled,
      count(*) FILTER (outcome = 'failed') AS failed,
      count(*) FILTER (call_class = 'read') AS read_calls,
      count(*) FILTER (call_class = 'inference') AS inference_calls,
      count(*) FILTER (call_class = 'change') AS change_calls,
      count(*) FILTER (call_class = 'unclassified') AS unclassified_calls,
      count(DISTINCT actor) AS actors,
      count(DISTINCT %s) AS sessions,
      min(event_time) AS first_call, max(event_time) AS last_call"""
          .formatted(SESSION);

  private static final String ACCESS =
      USAGE
          + """
          ,
          string_agg(DISTINCT client, ' ' ORDER BY client) AS clients,
          count(*) FILTER (cross_account) AS cross_account_calls,
          count(*) FILTER (NOT mfa_authenticated) AS calls_without_mfa""";

  private static final String ROLE_ACTIONS =
      "count(*) AS calls, count(*) FILTER (outcome = 'denied') AS denied,"
          + " max(event_time) AS last_call";

  private final Connection connection;

  private DuckDbSums(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a database in memory over these files.
   *
   * @param threads maximum number of threads
   */
  static DuckDbSums over(List<Path> files, int threads) throws SQLException {
    DuckDbSums sums = new DuckDbSums(DriverManager.getConnection("jdbc:duckdb:"));
    String list = files.stream().map(file -> "'" + file + "'").collect(joining(", "));
    sums.execute("SET threads = " + threads);
    sums.execute(
        "CREATE VIEW events AS SELECT * FROM read_parquet([%s], hive_partitioning = true)"
            .formatted(list));
    sums.execute(
        """
        CREATE VIEW current_events AS SELECT * FROM events e
        WHERE event_source = '%s' AND event_date BETWEEN DATE '%s' AND DATE '%s'
          AND NOT EXISTS (FROM events c WHERE c.corrects_event_id = e.event_id
            AND c.account_id = e.account_id AND c.event_id <> e.event_id)"""
            .formatted(
                SyntheticMonth.SOURCE,
                SyntheticMonth.MONTH.atDay(1),
                SyntheticMonth.MONTH.atEndOfMonth()));
    return sums;
  }

  /** Runs one query for each table and reads its rows. */
  Map<String, Totals> run() throws SQLException {
    Map<String, Totals> totals = new LinkedHashMap<>();
    for (Map.Entry<String, String> query : queries().entrySet()) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query.getValue())) {
        totals.put(query.getKey(), Totals.of(rows));
      }
    }
    return totals;
  }

  private static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("usage_by_account", by("account_id", USAGE, "true"));
    queries.put("usage_by_region", by("region", USAGE, "true"));
    queries.put("usage_by_role", by("credential_kind, role_arn", USAGE, "true"));
    queries.put("usage_by_action", by("action, access_level", USAGE, "true"));
    queries.put("usage_by_day", by("event_date", USAGE, "true"));
    queries.put(
        "access_by_actor",
        by("actor, actor_kind, credential_kind, account_id, role_arn", ACCESS, "true"));
    String ofRoles = "role_arn IS NOT NULL";
    queries.put("access_by_role", by("role_arn, account_id", ACCESS, ofRoles));
    queries.put("access_by_source_ip", by("source_ip", ACCESS, "true"));
    queries.put("role_actions", by("role_arn, action, resource_arn", ROLE_ACTIONS, ofRoles));
    return queries;
  }

  private static String by(String keys, String figures, String condition) {
    return "SELECT %1$s, %2$s FROM current_events WHERE %3$s GROUP BY %1$s ORDER BY %1$s"
        .formatted(keys, figures, condition);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
