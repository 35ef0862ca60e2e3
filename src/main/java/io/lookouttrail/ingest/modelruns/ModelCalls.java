package io.lookouttrail.ingest.modelruns;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.identity.Outcome;
import io.lookouttrail.tables.ModelRun.Project;
import io.lookouttrail.tables.ModelRunsTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Spark columns and rows of the calls that determine model runs: which events they are, their
 * project and version, and their order.
 */
public final class ModelCalls {
  private static final Column PROJECT =
      coalesce(col("project_name"), ofArn(col("resource_arn"), ":(?:model|project)/([^/]+)"));

  private static final Column CREATED_VERSION =
      coalesce(
          get_json_object(col("response_elements"), "$.modelMetadata.modelVersion"),
          get_json_object(col("response_elements"), "$.modelVersion"),
          versionOf(get_json_object(col("response_elements"), "$.modelMetadata.modelArn")));

  /** For CreateModel the version is in the response, not in the request. */
  private static final Column VERSION =
      coalesce(
          when(col("action").equalTo("CreateModel"), CREATED_VERSION),
          col("model_version"),
          versionOf(col("resource_arn")));

  /** Columns in the order in which {@link #project} and {@link #call} read them. */
  private static final List<Column> COLUMNS =
      List.of(
          col("account_id"),
          col("region"),
          PROJECT.as("project_name"),
          col("action"),
          col("event_time"),
          VERSION.as("model_version"),
          col("min_inference_units"),
          col("max_inference_units"),
          col("client_token"),
          col("actor"),
          col("event_id"));

  private ModelCalls() {}

  /**
   * Whether an event can change a model run: it has one of the actions, and it succeeded or
   * corrects an event that may have succeeded.
   */
  public static Column changesRuns() {
    return hasModelAction().and(succeeded().or(col("corrects_event_id").isNotNull()));
  }

  /**
   * {@link #changesRuns()} of an event that is not a row yet.
   *
   * @param correction whether the event corrects another one
   */
  public static boolean changesRuns(
      String eventSource, String action, Outcome outcome, boolean correction) {
    return eventSource.equals(ActionCatalogue.LOOKOUT_VISION)
        && ModelCall.Kind.actions().contains(action)
        && (outcome == Outcome.SUCCESS || correction);
  }

  /** Projects of the events; may contain copies. */
  static Dataset<Row> projects(Dataset<Row> events) {
    return events
        .select(col("account_id"), col("region"), PROJECT.as("project_name"))
        .where(col("project_name").isNotNull())
        .toDF(ModelRunsTable.PROJECT_KEY.toArray(String[]::new));
  }

  /**
   * Calls of some projects: each project's calls in one partition, ordered by time and, within a
   * second, by kind.
   *
   * @param events all stored events, without corrected ones
   * @param projects rows of {@link ModelRunsTable#PROJECT_KEY}
   */
  static Dataset<Row> inOrder(Dataset<Row> events, Dataset<Row> projects) {
    Column[] project = columns("account_id", "region", "project_name");
    Column kind =
        array_position(
            array(ModelCall.Kind.actions().stream().map(name -> lit(name)).toArray(Column[]::new)),
            col("action"));
    Dataset<Row> calls =
        events.where(hasModelAction().and(succeeded())).select(COLUMNS.toArray(Column[]::new));
    return calls
        .join(projects, ModelRunsTable.isOf(calls, projects), "left_semi")
        .repartition(project)
        .sortWithinPartitions(
            project[0], project[1], project[2], col("event_time"), kind, col("event_id"));
  }

  static Project project(Row call) {
    return new Project(call.getString(0), text(call, 1), call.getString(2));
  }

  static ModelCall call(Row call) {
    return new ModelCall(
        ModelCall.Kind.of(call.getString(3)),
        call.getInstant(4),
        text(call, 5),
        units(call, 6),
        units(call, 7),
        text(call, 8),
        text(call, 9));
  }

  private static Column hasModelAction() {
    return col("event_source")
        .equalTo(ActionCatalogue.LOOKOUT_VISION)
        .and(col("action").isin(ModelCall.Kind.actions().toArray()));
  }

  private static Column succeeded() {
    return col("outcome").equalTo(Outcome.SUCCESS.label());
  }

  private static Column versionOf(Column arn) {
    return ofArn(arn, ":model/[^/]+/([^/]+)$");
  }

  private static Column ofArn(Column arn, String pattern) {
    return nullif(regexp_extract(arn, pattern, 1), lit(""));
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  private static Optional<String> text(Row call, int column) {
    return Optional.ofNullable(call.getString(column));
  }

  private static Optional<Integer> units(Row call, int column) {
    return call.isNullAt(column) ? Optional.empty() : Optional.of(call.getInt(column));
  }
}
