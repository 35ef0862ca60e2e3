package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import io.delta.tables.DeltaTable;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import scala.Console;

/**
 * Compacts small files of the tables, and removes files that no version within the retention uses.
 * Changes no row.
 */
public final class Maintenance {
  /** The retention in the tables' properties. */
  public static final int DEFAULT_RETAIN_DAYS = 400;

  private static final long FILE_BYTES = 512L << 20;

  private static final int TASKS_PER_CORE = 4;

  private final TableStore store;
  private final Clock clock;

  public Maintenance(TableStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The result of maintenance.
   *
   * @param compacted file counts by table, without the tables that needed no compaction
   * @param retention how far back versions remain readable
   * @param keptForReport start of the oldest report, if its versions made the retention longer than
   *     requested
   */
  public record Result(
      Map<String, Compaction> compacted, Duration retention, Optional<Instant> keptForReport) {}

  /** The number of files before and after a compaction. */
  public record Compaction(long filesBefore, long filesAfter) {}

  /**
   * Compacts and vacuums every existing table.
   *
   * @param retain how far back versions are to remain readable
   * @param forgetReports whether versions that a report used may be removed
   */
  public Result run(Duration retain, boolean forgetReports) {
    Optional<Instant> oldestReport = forgetReports ? Optional.empty() : oldestReport();
    Duration sinceReport =
        oldestReport.map(at -> Duration.between(at, clock.instant())).orElse(Duration.ZERO);
    boolean reportIsOlder = sinceReport.compareTo(retain) > 0;
    Duration retention = reportIsOlder ? sinceReport.plusHours(1) : retain;
    Map<String, Compaction> compacted = new TreeMap<>();
    for (TableSpec table : existing()) {
      compact(table).ifPresent(compaction -> compacted.put(table.name(), compaction));
      vacuum(table, retention);
    }
    return new Result(compacted, retention, reportIsOlder ? oldestReport : Optional.empty());
  }

  private List<TableSpec> existing() {
    return AllTables.SPECS.stream().filter(store::exists).toList();
  }

  private Optional<Compaction> compact(TableSpec table) {
    DeltaTable delta = store.open(table);
    Row[] metrics = new Row[1];
    SessionSettings.runWithSettings(
        store.spark(),
        Map.of(
            "spark.databricks.delta.optimize.minFileSize",
            Long.toString(FILE_BYTES),
            "spark.databricks.delta.optimize.maxFileSize",
            Long.toString(FILE_BYTES)),
        () ->
            metrics[0] =
                delta
                    .optimize()
                    .executeCompaction()
                    .select("metrics.numFilesRemoved", "metrics.numFilesAdded")
                    .first());
    long before = metrics[0].getLong(0);
    return before == 0
        ? Optional.empty()
        : Optional.of(new Compaction(before, metrics[0].getLong(1)));
  }

  private void vacuum(TableSpec table, Duration retention) {
    double hours = retention.toMinutes() / 60.0;
    int cores = store.spark().sparkContext().defaultParallelism();
    SessionSettings.runWithSettings(
        store.spark(),
        Map.of(
            // The check protects concurrent writers, which the writers' lock excludes.
            "spark.databricks.delta.retentionDurationCheck.enabled",
            "false",
            // By default Spark lists a table's folders in 10,000 tasks, even if the folders are
            // few.
            "spark.sql.sources.parallelPartitionDiscovery.parallelism",
            Integer.toString(TASKS_PER_CORE * cores),
            // A vacuum must not create a version of the table.
            "spark.databricks.delta.vacuum.logging.enabled",
            "false"),
        () -> silently(DeltaTable.forPath(store.spark(), store.path(table.name())), hours));
  }

  /** Keeps Delta's message about removed files off standard output. */
  private static void silently(DeltaTable table, double hours) {
    Console.withOut(OutputStream.nullOutputStream(), () -> table.vacuum(hours));
  }

  private Optional<Instant> oldestReport() {
    if (!store.exists(JobRunsTable.SPEC)) {
      return Optional.empty();
    }
    Row oldest =
        store
            .read(JobRunsTable.SPEC)
            .where(col("command").isin("report", "monthly").and(col("outcome").startsWith("done")))
            .agg(min("started_at"))
            .first();
    return oldest.isNullAt(0) ? Optional.empty() : Optional.of(oldest.getInstant(0));
  }
}
