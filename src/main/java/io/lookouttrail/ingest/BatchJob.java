package io.lookouttrail.ingest;

import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.Progress;
import io.lookouttrail.tables.SessionSettings;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Reads one batch of files, lays what it found aside, and has it committed. */
final class BatchJob {
  /** Some 300,000 events, or 200,000 files and 40,000 events: up to here a batch is little work. */
  private static final long LITTLE_BYTES = 64L << 20;

  private final TableStore store;
  private final SparkSession spark;
  private final IngestOptions options;
  private final RunStamp stamp;
  private final WriterLock lock;
  private final PhaseTimes times;

  BatchJob(
      TableStore store, IngestOptions options, RunStamp stamp, WriterLock lock, PhaseTimes times) {
    this.store = store;
    this.spark = store.spark();
    this.options = options;
    this.stamp = stamp;
    this.lock = lock;
    this.times = times;
  }

  /**
   * @param number the batch's number, from 1
   * @param label what the user sees: {@code batch 1 of 3}
   * @param nothingIngested whether the ledger is empty, so that refusals may be the whole story
   */
  BatchStats run(
      int number,
      String label,
      List<PendingFile> items,
      Progress progress,
      boolean nothingIngested) {
    String folder = StagingFolder.of(stamp.runId(), number);
    List<ScanTaskResult> parts = times.time("scan", () -> scan(folder, label, items, progress));
    BatchStats facts = BatchStats.of(parts.stream().map(ScanTaskResult::facts).toList());
    stopIfAllRefused(facts, nothingIngested);
    long stagedBytes = store.storedBytes(folder);
    SessionSettings.withSmallWorkSettings(
        stagedBytes <= LITTLE_BYTES,
        spark,
        () -> {
          try (Progress.Phase phase = progress.begin("write " + label)) {
            phase.update(
                new Progress.Totals(facts.files(), facts.files(), 0, 0, 0, facts.events()));
            StagedBatch staged = StagedBatch.read(spark, store.path(folder), parts);
            new BatchCommit(store, stamp, lock, times, label, staged, facts)
                .run(items, stagedBytes);
          }
          return facts;
        });
    store.delete(folder);
    return facts;
  }

  private List<ScanTaskResult> scan(
      String folder, String label, List<PendingFile> items, Progress progress) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<byte[]> groups =
        TaskPacker.pack(items, context.defaultParallelism()).stream()
            .map(FileGroup::toBytes)
            .toList();
    ParquetRowFileFormat.Prepared staging = ParquetRowFileFormat.prepare(spark);
    describe("Read %,d log files of %s".formatted(items.size(), label));
    long bytes = items.stream().mapToLong(item -> item.file().bytes()).sum();
    try (ScanProgress reading =
        new ScanProgress(
            spark.sparkContext(), progress.begin("read " + label), items.size(), bytes)) {
      ScanTask task =
          new ScanTask(
              options.scan(),
              stamp,
              staging.format(),
              store.path(folder),
              context.broadcast(new SerializableConfiguration(staging.settings())),
              reading.meters());
      return context.parallelize(groups, groups.size()).mapPartitions(task).collect().stream()
          .map(ScanTaskResult::fromBytes)
          .toList();
    }
  }

  private void stopIfAllRefused(BatchStats facts, boolean nothingIngested) {
    if (facts.refused() == facts.files()
        && (nothingIngested || facts.files() >= FileGroupScanner.HOPELESS_REFUSALS)) {
      throw FileGroupScanner.refusedEverything(facts.aFile(), facts.refused());
    }
  }

  private void describe(String sentence) {
    spark.sparkContext().setJobDescription(sentence);
  }
}
