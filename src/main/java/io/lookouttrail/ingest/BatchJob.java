package io.lookouttrail.ingest;

import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.Progress;
import io.lookouttrail.tables.ScopedSettings;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import io.lookouttrail.tables.staging.RowFileFormat;
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
  private final Stamp stamp;
  private final WriterLock lock;
  private final PhaseTimes times;

  BatchJob(
      TableStore store, IngestOptions options, Stamp stamp, WriterLock lock, PhaseTimes times) {
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
  BatchFacts run(
      int number, String label, List<WorkItem> items, Progress progress, boolean nothingIngested) {
    String folder = StagingFolder.of(stamp.runId(), number);
    List<ScanPart> parts = times.time("scan", () -> scan(folder, label, items, progress));
    BatchFacts facts = BatchFacts.of(parts.stream().map(ScanPart::facts).toList());
    stopIfAllRefused(facts, nothingIngested);
    long stagedBytes = store.storedBytes(folder);
    ScopedSettings.sizedFor(
        stagedBytes <= LITTLE_BYTES,
        spark,
        () -> {
          try (Progress.Phase phase = progress.begin("write " + label)) {
            phase.update(
                new Progress.Totals(facts.files(), facts.files(), 0, 0, 0, facts.events()));
            Staged staged = Staged.read(spark, store.path(folder), parts);
            new BatchCommit(store, stamp, lock, times, label, staged, facts)
                .run(items, stagedBytes);
          }
          return facts;
        });
    store.delete(folder);
    return facts;
  }

  private List<ScanPart> scan(
      String folder, String label, List<WorkItem> items, Progress progress) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<byte[]> groups =
        TaskPacker.pack(items, context.defaultParallelism()).stream()
            .map(FileGroup::toBytes)
            .toList();
    RowFileFormat.Prepared staging = RowFileFormat.prepare(spark);
    describe("Read %,d log files of %s".formatted(items.size(), label));
    long bytes = items.stream().mapToLong(item -> item.file().bytes()).sum();
    try (ReadingProgress reading =
        new ReadingProgress(
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
          .map(ScanPart::fromBytes)
          .toList();
    }
  }

  private void stopIfAllRefused(BatchFacts facts, boolean nothingIngested) {
    if (facts.refused() == facts.files()
        && (nothingIngested || facts.files() >= TaskScan.HOPELESS_REFUSALS)) {
      throw TaskScan.refusedEverything(facts.aFile(), facts.refused());
    }
  }

  private void describe(String sentence) {
    spark.sparkContext().setJobDescription(sentence);
  }
}
