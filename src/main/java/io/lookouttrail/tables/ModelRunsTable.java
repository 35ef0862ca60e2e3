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

/** The table {@code model_runs}: one row for each run of a model and month (UTC). */
public final class ModelRunsTable {
  private ModelRunsTable() {}

  private static final RowMapping<MonthOfRun> COLUMNS =
      RowMapping.<MonthOfRun>declare()
          .required(
              "month",
              StringType,
              "Month of this part of the run, YYYY-MM.",
              row -> row.part().month().toString())
          .column(
              "event_source",
              StringType,
              "Service of the model.",
              row -> ActionCatalogue.LOOKOUT_VISION)
          .column(
              "run_key", StringType, "Key of the run, the same in all its months.", MonthOfRun::key)
          .column(
              "account_id", StringType, "Account of the model.", row -> row.project().accountId())
          .column("region", StringType, "Region of the model.", row -> row.project().region())
          .column("project_name", StringType, "Project of the model.", row -> row.project().name())
          .column(
              "model_version",
              StringType,
              "Version of the model; latest if the logs do not show which one it was.",
              row -> row.run().model().version())
          .column(
              "run_started_at",
              TimestampType,
              "Start of the whole run.",
              row -> row.run().startedAt())
          .column(
              "run_stopped_at",
              TimestampType,
              "End of the whole run.",
              row -> row.run().stoppedAt())
          .column(
              "open",
              BooleanType,
              "Whether the logs hold the start and no end of the run.",
              row -> row.run().open())
          .column("started_at", TimestampType, "Start of this part.", row -> row.part().startedAt())
          .column("stopped_at", TimestampType, "End of this part.", row -> row.part().stoppedAt())
          .column(
              "stopped_by",
              StringType,
              "One of stop, delete, month_end, service_end, unknown.",
              row -> row.part().stoppedBy().label())
          .column(
              "started_by",
              StringType,
              "Actor that started the run; null if the start is not in the logs.",
              row -> row.run().startedBy())
          .column("hours", DoubleType, "Hours of this part.", MonthOfRun::hours)
          .column(
              "units_low", IntegerType, "Inference units, the least.", row -> row.run().unitsLow())
          .column(
              "units_high", IntegerType, "Inference units, the most.", row -> row.run().unitsHigh())
          .column(
              "inference_hours_low",
              DoubleType,
              "hours times units_low.",
              row -> row.hours() * row.run().unitsLow())
          .column(
              "inference_hours_high",
              DoubleType,
              "hours times units_high.",
              row -> row.hours() * row.run().unitsHigh())
          .column(
              "detections",
              LongType,
              "Images analysed: successful calls of DetectAnomalies.",
              row -> row.part().detections())
          .column(
              "idle_hours",
              DoubleType,
              "Time in those clock hours in which no image was analysed.",
              row -> inHours(row.part().idle()))
          .column(
              "notes",
              StringType,
              "What to know about the run, phrases separated by semicolons.",
              MonthOfRun::notes)
          .build();

  public static final TableSpec SPEC =
      new TableSpec(
          "model_runs",
          COLUMNS.schema(),
          List.of("month"),
          List.of("account_id", "region", "project_name", "model_version", "started_at"));

  /** The columns that identify a project in {@link #projectsWithOpenRuns} and {@link #isOf}. */
  public static final List<String> PROJECT_KEY =
      List.of("of_account_id", "of_region", "of_project_name");

  private static final Column[] STORED_COLUMNS =
      Arrays.stream(SPEC.schema().fieldNames()).map(name -> col(name)).toArray(Column[]::new);

  private static final double MILLIS_AN_HOUR = 3_600_000.0;

  /** A run's part in one month, which is a row. */
  private record MonthOfRun(ModelRun run, ModelRun.Part part, String key) {
    ModelRun.Project project() {
      return run.model().project();
    }

    double hours() {
      return inHours(Duration.between(part.startedAt(), part.stoppedAt()));
    }

    Optional<String> notes() {
      return Optional.of(String.join("; ", run.notes())).filter(notes -> !notes.isEmpty());
    }
  }

  /** The rows of a run, one for each month. */
  public static List<Row> rows(ModelRun run) {
    String key = runKey(run);
    return run.parts().stream().map(part -> COLUMNS.row(new MonthOfRun(run, part, key))).toList();
  }

  /** The projects that have a run without an end in the logs; may hold duplicates. */
  public static Dataset<Row> projectsWithOpenRuns(TableStore store) {
    return store
        .read(SPEC)
        .where(col("open").and(col("run_stopped_at").lt(ActionCatalogue.LOOKOUT_VISION_END)))
        .select(col("account_id"), col("region"), col("project_name"))
        .toDF(PROJECT_KEY.toArray(String[]::new));
  }

  /** The condition that a row belongs to one of these projects. */
  public static Column isOf(Dataset<Row> rows, Dataset<Row> projects) {
    return rows.col("account_id")
        .equalTo(projects.col(PROJECT_KEY.get(0)))
        .and(rows.col("region").eqNullSafe(projects.col(PROJECT_KEY.get(1))))
        .and(rows.col("project_name").equalTo(projects.col(PROJECT_KEY.get(2))));
  }

  /**
   * The first month in which the runs of these projects differ from the stored ones; empty where
   * none differs.
   *
   * @param projects distinct rows of {@link #PROJECT_KEY}
   * @param runs all current rows of these projects
   */
  public static Optional<String> firstMonthThatDiffers(
      TableStore store, Dataset<Row> projects, Dataset<Row> runs) {
    Dataset<Row> stored = store.read(SPEC).select(STORED_COLUMNS);
    Dataset<Row> sides =
        stored
            .join(projects, isOf(stored, projects), "left_semi")
            .withColumn("side", lit(-1))
            .union(runs.withColumn("side", lit(1)));
    Row first =
        sides
            .groupBy(STORED_COLUMNS)
            .agg(sum("side").as("balance"))
            .where(col("balance").notEqual(0))
            .agg(min("month"))
            .first();
    return Optional.ofNullable(first.getString(0));
  }

  /** Writes rows to an empty table, in one commit. */
  public static void write(TableStore store, Dataset<Row> runs) {
    runs.repartition(col("month"))
        .write()
        .format("delta")
        .mode("append")
        .save(store.path(SPEC.name()));
  }

  /**
   * Replaces the rows of these projects from a month on, in one commit; rows of other projects
   * stay.
   */
  public static void rewrite(
      TableStore store, Dataset<Row> projects, Dataset<Row> runs, String fromMonth) {
    Column inMonths = col("month").geq(fromMonth);
    Dataset<Row> stored = store.read(SPEC).where(inMonths).select(STORED_COLUMNS);
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

  /** The key of a run; does not depend on the end of the run, which may change. */
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

  private static double inHours(Duration duration) {
    return duration.toMillis() / MILLIS_AN_HOUR;
  }
}
