package io.lookouttrail.benchmark;

import static java.util.stream.Collectors.joining;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.identity.LookoutAction;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Tables of a month as an ingest would write them. An event depends only on its number.
 *
 * <p>There are three accounts in two Regions and 40 actors. Nine calls in ten are DetectAnomalies
 * of ten inspection lines, each with two models. The others are spread over the other actions,
 * mostly by people with one session a day.
 */
final class SyntheticMonth {
  static final YearMonth MONTH = YearMonth.of(2025, 9);
  static final String SOURCE = ActionCatalogue.LOOKOUT_VISION;

  private static final List<LookoutAction> ACTIONS = Arrays.asList(LookoutAction.values());

  private static final String RANDOM_VALUES =
      """
      SELECT id,
        pmod(xxhash64(id, 1), 1000) < 900 AS by_line,
        pmod(xxhash64(id, 2), 24000) AS person,
        CAST(pmod(xxhash64(id, 3), %d) AS INT) AS deed,
        pmod(xxhash64(id, 4), 1000) AS luck,
        pmod(xxhash64(id, 5), 30 * 86400) AS second,
        pmod(xxhash64(id, 6), 4) AS place
      FROM range(%d)""";

  /** Numbers 0 to 9 are lines, 10 to 33 people, 34 to 37 IAM users, 38 root, 39 a service. */
  private static final String ACTORS =
      """
      SELECT *,
        CASE WHEN by_line THEN person % 10
          WHEN person < 10 THEN 38
          WHEN person < 700 THEN 39
          WHEN person < 3000 THEN 34 + person % 4
          ELSE 10 + person % 24 END AS who,
        IF(by_line, {detect}, deed) AS what,
        timestamp_seconds({start} + second) AS at
      FROM dice""";

  private static final String KINDS =
      """
      SELECT *,
        CASE WHEN who < 10 THEN 'line' WHEN who < 34 THEN 'person' WHEN who < 38 THEN 'user'
          WHEN who = 38 THEN 'root' ELSE 'service' END AS kind,
        CAST(at AS DATE) AS day,
        element_at(array('111111111111', '222222222222', '333333333333'), CAST(who % 3 AS INT) + 1)
          AS account,
        IF((who + IF(by_line, 0, place)) % 2 = 0, 'eu-west-1', 'us-east-1') AS region,
        'Line' || who % 10 AS project,
        CAST(1 + (id + place) % 2 AS STRING) AS version
      FROM actors""";

  private static final Map<String, String> EVENT =
      Map.ofEntries(
          Map.entry("event_id", "md5(CAST(id AS STRING))"),
          Map.entry("event_time", "at"),
          Map.entry("event_date", "day"),
          Map.entry("action", ofAction(LookoutAction::iamName)),
          Map.entry("event_name", ofAction(LookoutAction::iamName)),
          Map.entry("event_source", "'" + SOURCE + "'"),
          Map.entry("event_version", "'1.08'"),
          Map.entry("event_type", "'AwsApiCall'"),
          Map.entry("event_category", "'Management'"),
          Map.entry("region", "region"),
          Map.entry("account_id", "account"),
          Map.entry(
              "actor",
              "CASE kind WHEN 'line' THEN 'LineInspector' || who"
                  + " WHEN 'person' THEN 'engineer' || who || '@example.org'"
                  + " WHEN 'user' THEN 'user' || who WHEN 'root' THEN 'root'"
                  + " ELSE 'states.amazonaws.com' END"),
          Map.entry(
              "actor_kind",
              "CASE kind WHEN 'line' THEN 'workload' WHEN 'root' THEN 'root'"
                  + " WHEN 'service' THEN 'aws_service' ELSE 'human' END"),
          Map.entry(
              "identity_type",
              "CASE kind WHEN 'user' THEN 'IAMUser' WHEN 'root' THEN 'Root'"
                  + " WHEN 'service' THEN 'AWSService' ELSE 'AssumedRole' END"),
          Map.entry(
              "credential_kind",
              "CASE kind WHEN 'user' THEN 'iam_user' WHEN 'root' THEN 'root'"
                  + " WHEN 'service' THEN 'aws_service' ELSE 'role_session' END"),
          Map.entry("principal_id", "IF(kind = 'user', 'AIDA' || who, NULL)"),
          Map.entry("caller_account_id", "IF(kind = 'service', NULL, account)"),
          Map.entry("temporary_credentials", "IF(kind = 'service', NULL, who < 34)"),
          Map.entry(
              "access_key_id",
              "CASE kind WHEN 'line' THEN 'ASIA' || who || '-' || second DIV 21600"
                  + " WHEN 'person' THEN 'ASIA' || who || '-' || second DIV 86400"
                  + " WHEN 'user' THEN 'AKIA' || who ELSE NULL END"),
          Map.entry(
              "role_arn",
              "CASE kind WHEN 'line' THEN 'arn:aws:iam::' || account || ':role/LineInspector'"
                  + " WHEN 'person' THEN 'arn:aws:iam::' || account"
                  + " || ':role/aws-reserved/AWSReservedSSO_Engineer_1' ELSE NULL END"),
          Map.entry("permission_set", "IF(kind = 'person', 'Engineer', NULL)"),
          Map.entry("session_name", "IF(kind = 'person', 'engineer' || who, NULL)"),
          Map.entry("mfa_authenticated", "IF(kind IN ('user', 'root'), place > 0, NULL)"),
          Map.entry("invoked_by", "IF(kind = 'service', 'states.amazonaws.com', NULL)"),
          Map.entry("cross_account", "false"),
          Map.entry(
              "source_ip",
              "CASE kind WHEN 'line' THEN '10.0.' || who || '.' || place"
                  + " WHEN 'service' THEN 'states.amazonaws.com'"
                  + " ELSE '203.0.113.' || (who * 4 + place) END"),
          Map.entry("user_agent", "'aws-sdk-java/2.20.' || who"),
          Map.entry(
              "client",
              "CASE WHEN kind = 'service' THEN 'service' WHEN kind = 'line' THEN 'sdk'"
                  + " WHEN place = 0 THEN 'console' ELSE 'cli' END"),
          Map.entry("access_level", ofAction(action -> action.accessLevel().label())),
          Map.entry("action_group", ofAction(action -> action.group().label())),
          Map.entry("call_class", ofAction(action -> action.callClass().label())),
          Map.entry("project_name", "project"),
          Map.entry("model_version", "IF(by_line, version, NULL)"),
          Map.entry(
              "resource_arn",
              "'arn:aws:lookoutvision:' || region || ':' || account"
                  + " || IF(by_line, ':model/' || project || '/' || version,"
                  + " ':project/' || project)"),
          Map.entry(
              "outcome",
              "CASE WHEN luck < 985 THEN 'success' WHEN luck < 992 THEN 'throttled'"
                  + " WHEN luck < 997 THEN 'failed' ELSE 'denied' END"),
          Map.entry("request_parameters", "'{\"projectName\":\"' || project || '\"}'"),
          Map.entry("request_id", "md5(CAST(-id AS STRING))"),
          Map.entry(
              "record",
              "'{\"eventVersion\":\"1.08\",\"eventID\":\"' || md5(CAST(id AS STRING))"
                  + " || '\",\"requestID\":\"' || md5(CAST(-id AS STRING))"
                  + " || '\",\"eventTime\":\"' || at || '\",\"awsRegion\":\"' || region"
                  + " || '\",\"recipientAccountId\":\"' || account"
                  + " || '\",\"requestParameters\":{\"projectName\":\"' || project || '\"}}'"),
          Map.entry(
              "source_file",
              "'s3://trail/AWSLogs/' || account || '/CloudTrail/' || region || '/'"
                  + " || date_format(at, 'yyyy/MM/dd') || '/' || account || '_CloudTrail_'"
                  + " || region || '_' || date_format(at, \"yyyyMMdd'T'HH'00Z'\")"
                  + " || '_0123456789abcdef.json.gz'"),
          Map.entry("record_index", "CAST(id AS INT)"),
          Map.entry("ingested_at", "TIMESTAMP '2025-10-05 06:00:00'"),
          Map.entry("run_id", "'run-1'"));

  private static final String FILES =
      """
      SELECT source_file, 400 * count(*) AS bytes,
        TIMESTAMP '2025-10-05 06:00:00' AS modified_at, account_id, region,
        date_trunc('HOUR', min(event_time)) AS delivered_at, event_date AS delivered_date,
        array('%s') AS event_sources, NULL AS sha256, 5 * count(*) AS records, count(*) AS kept,
        0 AS duplicates, 4 * count(*) AS other_sources, 0 AS rejected, 'ok' AS status,
        'run-1' AS run_id, TIMESTAMP '2025-10-05 06:00:00' AS ingested_at
      FROM delta.`%s`
      GROUP BY source_file, account_id, region, event_date""";

  /** Each model ran from its day's first detection to the last. */
  private static final String RUNS =
      """
      SELECT '%s' AS month, '%s' AS event_source,
        md5(concat(account_id, region, project_name, model_version, event_date)) AS run_key,
        account_id, region, project_name, model_version, started_at AS run_started_at,
        stopped_at AS run_stopped_at, false AS open, started_at, stopped_at,
        'stop' AS stopped_by, 'LineInspector' AS started_by, hours, 1 AS units_low,
        1 AS units_high, hours AS inference_hours_low, hours AS inference_hours_high, detections,
        0.5 AS idle_hours, NULL AS notes
      FROM (SELECT *, timestampdiff(SECOND, started_at, stopped_at) / 3600.0 AS hours FROM
        (SELECT account_id, region, project_name, model_version, event_date,
          min(event_time) AS started_at, max(event_time) AS stopped_at, count(*) AS detections
        FROM delta.`%s`
        WHERE action = 'DetectAnomalies' AND model_version IS NOT NULL
        GROUP BY ALL))""";

  private SyntheticMonth() {}

  /** Writes the tables with the given number of events. */
  static void make(TableStore store, long events) {
    AllTables.ensure(store);
    SparkSession spark = store.spark();
    append(store, EventsTable.SPEC, spark.sql(events(events)));
    String made = store.path(EventsTable.SPEC.name());
    append(store, IngestedFilesTable.SPEC, spark.sql(FILES.formatted(SOURCE, made)));
    append(store, ModelRunsTable.SPEC, spark.sql(RUNS.formatted(MONTH, SOURCE, made)));
  }

  private static String events(long events) {
    long start = MONTH.atDay(1).toEpochDay() * 86_400;
    String actors =
        ACTORS
            .replace("{detect}", "" + ACTIONS.indexOf(LookoutAction.DETECT_ANOMALIES))
            .replace("{start}", "" + start);
    String columns =
        Arrays.stream(EventsTable.SPEC.schema().fieldNames())
            .map(name -> EVENT.getOrDefault(name, "NULL") + " AS " + name)
            .collect(joining(",\n  "));
    return "WITH dice AS (%s),\nactors AS (%s),\nkinds AS (%s)\nSELECT %s\nFROM kinds"
        .formatted(RANDOM_VALUES.formatted(ACTIONS.size(), events), actors, KINDS, columns);
  }

  private static String ofAction(Function<LookoutAction, String> text) {
    return ACTIONS.stream()
        .map(action -> "'" + text.apply(action) + "'")
        .collect(joining(", ", "element_at(array(", "), what + 1)"));
  }

  private static void append(TableStore store, TableSpec table, Dataset<Row> rows) {
    Set<String> made = Set.of(rows.columns());
    String[] typed =
        Arrays.stream(table.schema().fields())
            .map(
                field ->
                    "CAST(%s AS %s) AS %s"
                        .formatted(
                            made.contains(field.name()) ? field.name() : "NULL",
                            field.dataType().sql(),
                            field.name()))
            .toArray(String[]::new);
    String[] partitions = table.partitionedBy().toArray(String[]::new);
    Dataset<Row> cast = rows.selectExpr(typed);
    cast.repartition(Arrays.stream(partitions).map(cast::col).toArray(Column[]::new))
        .write()
        .format("delta")
        .mode("append")
        .save(store.path(table.name()));
  }
}
