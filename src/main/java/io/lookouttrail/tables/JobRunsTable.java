package io.lookouttrail.tables;

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
import org.apache.spark.package$;
import org.apache.spark.sql.Row;

/** The table {@code job_runs}: one row for each run that ended. */
public final class JobRunsTable {
  private JobRunsTable() {}

  /** A run, and the version of Spark that it used. */
  private record EndedRun(JobRun run, String sparkVersion) {}

  private static final RowMapping<EndedRun> COLUMNS =
      RowMapping.<EndedRun>declare()
          .required("run_id", StringType, "Id of the run.", row -> row.run().runId().value())
          .column("command", StringType, "Command that ran.", row -> row.run().command())
          .column(
              "run_as",
              StringType,
              "User of the operating system or cluster.",
              row -> row.run().runAs())
          .column("started_at", TimestampType, "Start of the run.", row -> row.run().startedAt())
          .column("finished_at", TimestampType, "End of the run.", row -> row.run().finishedAt())
          .column(
              "product_version",
              StringType,
              "Version of Lookout Trail.",
              row -> row.run().productVersion())
          .column("spark_version", StringType, "Version of Spark.", EndedRun::sparkVersion)
          .column(
              "archive",
              StringType,
              "URI of the archive; null for a command that reads none.",
              row -> row.run().archive())
          .column(
              "window_from",
              DateType,
              "First day of the window; null if it is open.",
              row -> row.run().window().from())
          .column(
              "window_to",
              DateType,
              "Last day of the window; null if it is open.",
              row -> row.run().window().to())
          .column(
              "accounts",
              createArrayType(StringType),
              "Accounts of the window; empty for all.",
              row -> sorted(row.run().window().accounts()))
          .column(
              "regions",
              createArrayType(StringType),
              "Regions of the window; empty for all.",
              row -> sorted(row.run().window().regions()))
          .column(
              "event_sources",
              createArrayType(StringType),
              "Sources that were asked for.",
              row -> sorted(row.run().eventSources()))
          .column(
              "arguments",
              StringType,
              "Command line as it was given.",
              row -> row.run().arguments())
          .column(
              "counts",
              createMapType(StringType, LongType),
              "Figures of the run by name.",
              row -> new TreeMap<>(row.run().counts()))
          .column(
              "table_versions",
              createMapType(StringType, LongType),
              "Version of each table at the end of the run, without this table.",
              row -> new TreeMap<>(row.run().tableVersions()))
          .column(
              "seconds_by_phase",
              createMapType(StringType, DoubleType),
              "Seconds of each phase.",
              row -> new TreeMap<>(row.run().secondsByPhase()))
          .column(
              "outcome",
              StringType,
              "done (0), done, findings (3), or failed (code): and the error.",
              row -> row.run().outcome())
          .build();

  public static final TableSpec SPEC =
      new TableSpec(
          "job_runs", COLUMNS.schema(), List.of(), List.of("run_id", "command", "started_at"));

  /**
   * A run that ended.
   *
   * @param runAs the operating-system or cluster user
   * @param archive the archive's URI; empty for commands that read none
   * @param arguments the command line as it was given; holds no credential
   * @param tableVersions the tables' versions at the end of the run, without this table
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

  /** Adds a run, in one commit. */
  public static void append(TableStore store, JobRun run) {
    store.ensure(SPEC);
    Row row = COLUMNS.row(new EndedRun(run, package$.MODULE$.SPARK_VERSION()));
    store.direct(SPEC).append(List.of(row));
  }

  private static String[] sorted(Collection<String> values) {
    return values.stream().distinct().sorted().toArray(String[]::new);
  }
}
