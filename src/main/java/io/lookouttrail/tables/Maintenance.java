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
 * Keeps the tables fast and small: many small files become few, and files that no version within
 * the retention names are removed. Changes no figure.
 */
public final class Maintenance {
  /** What the tables' own properties promise. */
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
   * What was done.
   *
   * @param compacted by table, how many files became how many; tables that needed nothing are left
   *     out
   * @param retention how far back versions can still be read
   * @param keptForReport the oldest report whose versions made the retention longer than asked for
   */
  public record Result(
      Map<String, Compaction> compacted, Duration retention, Optional<Instant> keptForReport) {}

  /** So many files became so many. */
  public record Compaction(long filesBefore, long filesAfter) {}

  /**
   * Compacts and vacuums every table that is there.
   *
   * @param retain how far back versions stay readable
   * @param forgetReports whether versions that a report named may go as well
   */
  public Result run(Duration retain, boolean forgetReports) {
    Optional<Instant> oldestReport = forgetReports ? Optional.empty() : oldestReport();
    Duration sinceReport =
        oldestReport.map(at -> Duration.between(at, clock.instant())).orElse(Duration.ZERO);
    boolean reportIsOlder = sinceReport.compareTo(retain) > 0;
    Duration retention = reportIsOlder ? sinceReport.plusHours(1) : retain;
    Map<String, Compaction> compacted = new TreeMap<>();
    for (TableSpec table : existing()) {
      compact(table).ifPresent(done -> compacted.put(table.name(), done));
      vacuum(table, retention);
    }
    return new Result(compacted, retention, reportIsOlder ? oldestReport : Optional.empty());
  }

  private List<TableSpec> existing() {
    return AllTables.SPECS.stream().filter(store::exists).toList();
  }

  private Optional<Compaction> compact(TableSpec table) {
    DeltaTable delta = store.open(table);
    Row[] done = new Row[1];
    SessionSettings.runWithSettings(
        store.spark(),
        Map.of(
            "spark.databricks.delta.optimize.minFileSize",
            Long.toString(FILE_BYTES),
            "spark.databricks.delta.optimize.maxFileSize",
            Long.toString(FILE_BYTES)),
        () ->
            done[0] =
                delta
                    .optimize()
                    .executeCompaction()
                    .select("metrics.numFilesRemoved", "metrics.numFilesAdded")
                    .first());
    long before = done[0].getLong(0);
    return before == 0 ? Optional.empty() : Optional.of(new Compaction(before, done[0].getLong(1)));
  }

  private void vacuum(TableSpec table, Duration retention) {
    double hours = retention.toMinutes() / 60.0;
    int cores = store.spark().sparkContext().defaultParallelism();
    SessionSettings.runWithSettings(
        store.spark(),
        Map.of(
            // The writers' lock keeps out those whom the check protects.
            "spark.databricks.delta.retentionDurationCheck.enabled",
            "false",
            // Spark's default lists a table's folders in 10,000 tasks, however few there are.
            "spark.sql.sources.parallelPartitionDiscovery.parallelism",
            Integer.toString(TASKS_PER_CORE * cores),
            // Removing files is no new version of a table.
            "spark.databricks.delta.vacuum.logging.enabled",
            "false"),
        () -> silently(DeltaTable.forPath(store.spark(), store.path(table.name())), hours));
  }

  /** Delta tells standard output how much it removed, which is no place for it. */
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
