package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import io.lookouttrail.run.RunId;
import io.lookouttrail.run.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What was run, by whom, over what, and how it ended: one row per run that came to an end. */
public final class JobRunsTable {
  private JobRunsTable() {}

  public static final TableSpec SPEC =
      new TableSpec(
          "job_runs",
          new StructType()
              .add("run_id", StringType, false)
              .add("command", StringType)
              .add("run_as", StringType)
              .add("started_at", TimestampType)
              .add("finished_at", TimestampType)
              .add("product_version", StringType)
              .add("spark_version", StringType)
              .add("archive", StringType)
              .add("window_from", DateType)
              .add("window_to", DateType)
              .add("accounts", createArrayType(StringType))
              .add("regions", createArrayType(StringType))
              .add("event_sources", createArrayType(StringType))
              .add("arguments", StringType)
              .add("counts", createMapType(StringType, LongType))
              .add("table_versions", createMapType(StringType, LongType))
              .add("seconds_by_phase", createMapType(StringType, DoubleType))
              .add("outcome", StringType),
          List.of(),
          List.of("run_id", "command", "started_at"));

  /**
   * One run.
   *
   * @param runAs the operating-system or cluster user
   * @param archive the archive's URI; empty for commands that read none
   * @param arguments the command line as it was given; no credential is ever on it
   * @param tableVersions the tables' versions when the run ended, this table left out
   * @param outcome {@code done}, {@code done, findings} or {@code failed: …}, with the exit code
   */
  public record JobRun(
      RunId runId,
      String command,
      String runAs,
      Instant startedAt,
      Instant finishedAt,
      String productVersion,
      Optional<String> archive,
      Window window,
      Collection<String> eventSources,
      String arguments,
      Map<String, Long> counts,
      Map<String, Long> tableVersions,
      Map<String, Double> secondsByPhase,
      String outcome) {}

  public static void append(TableStore store, JobRun run) {
    store.open(SPEC);
    store
        .spark()
        .createDataFrame(List.of(row(run, store.spark().version())), FLAT)
        .withColumn("counts", toMap("counts"))
        .withColumn("table_versions", toMap("table_versions"))
        .withColumn("seconds_by_phase", toMap("seconds_by_phase"))
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(store.path(SPEC.name()));
  }

  /** The schema of {@link #row}: each map as an array of entries, which Java can make. */
  private static final StructType FLAT = flat();

  private static StructType flat() {
    StructType flat = new StructType();
    for (StructField field : SPEC.schema().fields()) {
      flat =
          field.dataType() instanceof MapType map
              ? flat.add(
                  field.name(),
                  createArrayType(
                      new StructType().add("key", StringType).add("value", map.valueType())))
              : flat.add(field);
    }
    return flat;
  }

  private static Column toMap(String column) {
    return map_from_entries(col(column));
  }

  private static Row row(JobRun run, String sparkVersion) {
    return RowFactory.create(
        run.runId().value(),
        run.command(),
        run.runAs(),
        run.startedAt(),
        run.finishedAt(),
        run.productVersion(),
        sparkVersion,
        run.archive().orElse(null),
        run.window().from().orElse(null),
        run.window().to().orElse(null),
        sorted(run.window().accounts()),
        sorted(run.window().regions()),
        sorted(run.eventSources()),
        run.arguments(),
        entries(run.counts()),
        entries(run.tableVersions()),
        entries(run.secondsByPhase()),
        run.outcome());
  }

  private static String[] sorted(Collection<String> values) {
    return values.stream().distinct().sorted().toArray(String[]::new);
  }

  private static Row[] entries(Map<String, ?> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
            .toArray(Row[]::new);
  }
}
