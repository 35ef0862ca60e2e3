package io.lookouttrail.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.lookouttrail.identity.ActionCatalogue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** When each model ran, a row per run and month: a run is cut at the ends of months (UTC). */
public final class ModelRunsTable {
  private ModelRunsTable() {}

  public static final TableSpec SPEC =
      new TableSpec(
          "model_runs",
          new StructType()
              .add("month", StringType, false)
              .add("event_source", StringType)
              .add("run_key", StringType)
              .add("account_id", StringType)
              .add("region", StringType)
              .add("project_name", StringType)
              .add("model_version", StringType)
              .add("run_started_at", TimestampType)
              .add("run_stopped_at", TimestampType)
              .add("open", BooleanType)
              .add("started_at", TimestampType)
              .add("stopped_at", TimestampType)
              .add("stopped_by", StringType)
              .add("started_by", StringType)
              .add("hours", DoubleType)
              .add("units_low", IntegerType)
              .add("units_high", IntegerType)
              .add("inference_hours_low", DoubleType)
              .add("inference_hours_high", DoubleType)
              .add("detections", LongType)
              .add("idle_hours", DoubleType)
              .add("notes", StringType),
          List.of("month"),
          List.of("account_id", "region", "project_name", "model_version", "started_at"));

  /** What tells one project from another in {@link #projectsWithOpenRuns} and {@link #isOf}. */
  public static final List<String> PROJECT_KEY =
      List.of("of_account_id", "of_region", "of_project_name");

  private static final Column[] COLUMNS =
      Arrays.stream(SPEC.schema().fieldNames()).map(name -> col(name)).toArray(Column[]::new);

  private static final double MILLIS_AN_HOUR = 3_600_000.0;

  /** The rows of a run, one a month. */
  public static List<Row> rows(ModelRun run) {
    String key = runKey(run);
    return run.parts().stream().map(part -> row(run, part, key)).toList();
  }

  private static Row row(ModelRun run, ModelRun.Part part, String key) {
    ModelRun.Project project = run.model().project();
    double hours = hours(Duration.between(part.startedAt(), part.stoppedAt()));
    return new RowBuilder(SPEC.schema().size())
        .add(part.month().toString())
        .add(ActionCatalogue.LOOKOUT_VISION)
        .add(key)
        .add(project.accountId())
        .add(project.region())
        .add(project.name())
        .add(run.model().version())
        .add(run.startedAt())
        .add(run.stoppedAt())
        .add(run.open())
        .add(part.startedAt())
        .add(part.stoppedAt())
        .add(part.stoppedBy().label())
        .add(run.startedBy())
        .add(hours)
        .add(run.unitsLow())
        .add(run.unitsHigh())
        .add(hours * run.unitsLow())
        .add(hours * run.unitsHigh())
        .add(part.detections())
        .add(hours(part.idle()))
        .add(Optional.of(String.join("; ", run.notes())).filter(notes -> !notes.isEmpty()))
        .toRow();
  }

  /** The projects of which a run counts up to the newest delivery; may hold copies. */
  public static Dataset<Row> projectsWithOpenRuns(TableStore store) {
    return store
        .read(SPEC)
        .where(col("open").and(col("run_stopped_at").lt(ActionCatalogue.LOOKOUT_VISION_END)))
        .select(col("account_id"), col("region"), col("project_name"))
        .toDF(PROJECT_KEY.toArray(String[]::new));
  }

  /** Whether a row is of one of these projects. */
  public static Column isOf(Dataset<Row> rows, Dataset<Row> projects) {
    return rows.col("account_id")
        .equalTo(projects.col(PROJECT_KEY.get(0)))
        .and(rows.col("region").eqNullSafe(projects.col(PROJECT_KEY.get(1))))
        .and(rows.col("project_name").equalTo(projects.col(PROJECT_KEY.get(2))));
  }

  /**
   * The first month in which the runs of these projects are not as they are stored; empty where
   * they are.
   *
   * @param projects distinct rows of {@link #PROJECT_KEY}
   * @param runs every row that is right for these projects
   */
  public static Optional<String> firstMonthThatDiffers(
      TableStore store, Dataset<Row> projects, Dataset<Row> runs) {
    Dataset<Row> stored = store.read(SPEC).select(COLUMNS);
    Dataset<Row> sides =
        stored
            .join(projects, isOf(stored, projects), "left_semi")
            .withColumn("side", lit(-1))
            .union(runs.withColumn("side", lit(1)));
    Row first =
        sides
            .groupBy(COLUMNS)
            .agg(sum("side").as("balance"))
            .where(col("balance").notEqual(0))
            .agg(min("month"))
            .first();
    return Optional.ofNullable(first.getString(0));
  }

  /** Writes the first rows that there are, in one commit. */
  public static void write(TableStore store, Dataset<Row> runs) {
    runs.repartition(col("month"))
        .write()
        .format("delta")
        .mode("append")
        .save(store.path(SPEC.name()));
  }

  /**
   * Writes the runs of these projects anew from a month on, and leaves others' as they are, in one
   * commit.
   */
  public static void rewrite(
      TableStore store, Dataset<Row> projects, Dataset<Row> runs, String fromMonth) {
    Column inMonths = col("month").geq(fromMonth);
    Dataset<Row> stored = store.read(SPEC).where(inMonths).select(COLUMNS);
    stored
        .join(projects, isOf(stored, projects), "left_anti")
        .union(runs.where(inMonths))
        .repartition(col("month"))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", "month >= '" + fromMonth + "'")
        .save(store.path(SPEC.name()));
  }

  /** The same for a run whenever it is paired; its end may move. */
  private static String runKey(ModelRun run) {
    ModelRun.Project project = run.model().project();
    String name =
        String.join(
            "\n",
            ActionCatalogue.LOOKOUT_VISION,
            project.accountId(),
            project.region().orElse(""),
            project.name(),
            run.model().version(),
            run.startedAt().toString(),
            run.startedBy().isPresent() ? "start" : "detection");
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }

  private static double hours(Duration duration) {
    return duration.toMillis() / MILLIS_AN_HOUR;
  }
}
