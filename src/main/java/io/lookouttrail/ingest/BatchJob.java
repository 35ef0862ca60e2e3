package io.lookouttrail.ingest;

import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.Progress;
import io.lookouttrail.tables.ScopedSettings;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.WriterLock;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Reads one batch of files, lays what it found aside, and has it committed. */
final class BatchJob {
  /** Some 50,000 events and as many files: up to here a batch is little work. */
  private static final long LITTLE_BYTES = 16L << 20;

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
    Dataset<Row> staged = times.time("scan", () -> stage(folder, label, items, progress));
    long stagedBytes = store.storedBytes(folder);
    BatchFacts facts =
        ScopedSettings.sizedFor(
            stagedBytes <= LITTLE_BYTES,
            spark,
            () -> {
              BatchFacts found = lookOver(label, staged, nothingIngested);
              try (Progress.Phase phase = progress.begin("write " + label)) {
                phase.update(
                    new Progress.Totals(found.files(), found.files(), 0, 0, 0, found.events()));
                new BatchCommit(store, stamp, lock, times, label, staged, found)
                    .run(items, stagedBytes);
              }
              return found;
            });
    store.delete(folder);
    return facts;
  }

  private BatchFacts lookOver(String label, Dataset<Row> staged, boolean nothingIngested) {
    describe("Look over what was found in " + label);
    BatchFacts facts = times.time("scan", () -> BatchFacts.of(staged));
    stopIfAllRefused(facts, nothingIngested);
    return facts;
  }

  private Dataset<Row> stage(String folder, String label, List<WorkItem> items, Progress progress) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<byte[]> groups =
        TaskPacker.pack(items, context.defaultParallelism()).stream()
            .map(FileGroup::toBytes)
            .toList();
    describe("Read %,d log files of %s".formatted(items.size(), label));
    long bytes = items.stream().mapToLong(item -> item.file().bytes()).sum();
    try (ReadingProgress reading =
        new ReadingProgress(
            spark.sparkContext(), progress.begin("read " + label), items.size(), bytes)) {
      ScanTask task =
          new ScanTask(
              options.scan(),
              stamp,
              context.broadcast(
                  new SerializableConfiguration(spark.sparkContext().hadoopConfiguration())),
              reading.meters());
      JavaRDD<Row> rows = context.parallelize(groups, groups.size()).mapPartitions(task);
      return Staging.write(spark.createDataFrame(rows, Staging.SCHEMA), store.path(folder));
    }
  }

  private void stopIfAllRefused(BatchFacts facts, boolean nothingIngested) {
    if (facts.refused() == facts.files()
        && (nothingIngested || facts.files() >= ScannedRows.HOPELESS_REFUSALS)) {
      throw ScannedRows.refusedEverything(facts.aFile(), facts.refused());
    }
  }

  private void describe(String sentence) {
    spark.sparkContext().setJobDescription(sentence);
  }
}
