package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.FileGroup;
import io.lookouttrail.ingest.rows.FileGroupScanner;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.ingest.rows.TaskPacker;
import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.Progress;
import io.lookouttrail.tables.SessionSettings;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import io.lookouttrail.tasks.TaskProgress;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Job that reads one batch of files, stages its rows and commits them. */
final class BatchJob {
  /** Stored size of about 300,000 events, or of 200,000 files and 40,000 events. */
  private static final long SMALL_BATCH_BYTES = 64L << 20;

  private final TableStore store;
  private final IngestOptions options;
  private final RunStamp stamp;
  private final WriterLock lock;
  private final PhaseTimes times;

  BatchJob(
      TableStore store, IngestOptions options, RunStamp stamp, WriterLock lock, PhaseTimes times) {
    this.store = store;
    this.options = options;
    this.stamp = stamp;
    this.lock = lock;
    this.times = times;
  }

  /**
   * Runs one batch.
   *
   * @param number the batch's number, from 1
   * @param label name of the batch for the user: {@code batch 1 of 3}
   * @param nothingIngested whether no file was read before this batch; if access to all its files
   *     is denied, the run then stops
   * @throws io.lookouttrail.run.UserError if access to every file is denied
   */
  BatchStats run(
      int number,
      String label,
      List<PendingFile> files,
      Progress progress,
      boolean nothingIngested) {
    String folder = StagingFolder.of(stamp.runId(), number);
    if (!SmallBatches.areReadHere(store, lock, files)) {
      List<ScanTaskResult> results =
          times.time("scan", () -> scanBySpark(folder, label, files, progress));
      BatchStats stats = BatchStats.of(results.stream().map(ScanTaskResult::stats).toList());
      stopIfAllRefused(stats, nothingIngested);
      commitBySpark(folder, label, files, results, stats, progress);
      return stats;
    }
    DriverScan.Result scanned =
        times.time(
            "scan",
            () ->
                new DriverScan(
                        store.hadoop(),
                        options.scan(),
                        stamp,
                        store.path(folder),
                        RowBudget.of(store))
                    .read(files, progress.begin("read " + label)));
    stopIfAllRefused(scanned.stats(), nothingIngested);
    if (!commitsHere(scanned, label, progress)) {
      List<ScanTaskResult> results = times.time("scan", scanned::stage);
      commitBySpark(folder, label, files, results, scanned.stats(), progress);
    }
    return scanned.stats();
  }

  /** Commits a batch without Spark; false, and nothing done, where it is not small. */
  private boolean commitsHere(DriverScan.Result scanned, String label, Progress progress) {
    if (!scanned.isInMemory()) {
      return false;
    }
    BatchStats stats = scanned.stats();
    Optional<SmallBatchInput> stored = times.time("merge", () -> SmallBatchInput.of(store, stats));
    if (stored.filter(it -> SmallBatchCommit.accepts(stats, it)).isEmpty()) {
      return false;
    }
    try (Progress.Phase phase = progress.begin("commit events of " + label)) {
      showTotals(phase, stats);
      new SmallBatchCommit(store, stamp, lock, times, scanned, stored.get()).run();
    }
    return true;
  }

  private void commitBySpark(
      String folder,
      String label,
      List<PendingFile> files,
      List<ScanTaskResult> results,
      BatchStats stats,
      Progress progress) {
    SparkSession spark = store.spark();
    long stagedBytes = store.storedBytes(folder);
    SessionSettings.withSmallWorkSettings(
        stagedBytes <= SMALL_BATCH_BYTES,
        spark,
        () -> {
          try (Progress.Phase phase = progress.begin("commit events of " + label)) {
            showTotals(phase, stats);
            StagedBatch staged =
                StagedBatch.read(spark, store.path(folder), results).withVersions(store, files);
            new BatchCommit(store, stamp, lock, times, label, staged, stats)
                .run(files, stagedBytes);
          }
          return stats;
        });
    store.delete(folder);
  }

  private static void showTotals(Progress.Phase phase, BatchStats stats) {
    phase.update(new Progress.Totals(stats.files(), stats.files(), 0, 0, 0, stats.events()));
  }

  private List<ScanTaskResult> scanBySpark(
      String folder, String label, List<PendingFile> files, Progress progress) {
    SparkSession spark = store.spark();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<byte[]> groups =
        TaskPacker.pack(files, context.defaultParallelism()).stream()
            .map(FileGroup::toBytes)
            .toList();
    ParquetRowFileFormat.Prepared staging = ParquetRowFileFormat.prepare(spark);
    store.describe("Read %,d log files of %s".formatted(files.size(), label));
    long bytes = files.stream().mapToLong(file -> file.file().bytes()).sum();
    try (TaskProgress reading =
        new TaskProgress(
            spark.sparkContext(), progress.begin("read " + label), files.size(), bytes)) {
      ScanTask task =
          new ScanTask(
              options.scan(),
              stamp,
              staging.format(),
              store.path(folder),
              context.broadcast(new SerializableConfiguration(staging.settings())),
              reading.counters());
      return context.parallelize(groups, groups.size()).mapPartitions(task).collect().stream()
          .map(ScanTaskResult::fromBytes)
          .toList();
    }
  }

  private void stopIfAllRefused(BatchStats stats, boolean nothingIngested) {
    if (stats.refused() == stats.files()
        && (nothingIngested || stats.files() >= FileGroupScanner.MAX_REFUSALS)) {
      throw FileGroupScanner.allRefused(stats.exampleFile(), stats.refused());
    }
  }
}
