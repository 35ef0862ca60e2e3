package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.Progress;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.UsageDailyTable;
import io.lookouttrail.tables.WriterLock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads one batch of files and commits it: events, quarantine, daily usage, model runs, and last
 * the ledger, so that a batch that was cut short is read again as a whole.
 */
final class BatchJob {
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
    describe("Look over what was found in " + label);
    BatchFacts facts = times.time("scan", () -> BatchFacts.of(staged));
    stopIfAllRefused(facts, nothingIngested);
    try (Progress.Phase phase = progress.begin("write " + label)) {
      phase.update(new Progress.Totals(facts.files(), facts.files(), 0, 0, 0, facts.events()));
      times.time("merge", () -> mergeEvents(label, folder, staged, facts));
      times.time("merge", () -> quarantine(label, staged, facts, anyKnown(items)));
      times.time("usage", () -> rewriteUsage(label, staged, facts));
      times.time("model_runs", () -> new ModelRunsStep(store, lock).run(label, staged, facts));
      times.time("ledger", () -> enterFiles(label, staged, facts, items));
    }
    store.delete(folder);
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

  private void mergeEvents(String label, String folder, Dataset<Row> staged, BatchFacts facts) {
    store.open(EventsTable.SPEC);
    if (facts.events() > 0) {
      lock.check();
      describe("Merge %,d events of %s".formatted(facts.events(), label));
      EventsTable.insert(
          store,
          Staging.events(staged),
          facts.eventDates(),
          store.storedBytes(folder) / facts.events());
    }
  }

  private void quarantine(
      String label, Dataset<Row> staged, BatchFacts facts, boolean anyReadAgain) {
    store.open(QuarantineTable.SPEC);
    if (facts.problems() > 0) {
      lock.check();
      describe("Put %,d problems of %s into quarantine".formatted(facts.problems(), label));
      QuarantineTable.add(store, Staging.problems(staged));
    }
    if (anyReadAgain) {
      lock.check();
      describe("Resolve what %s found mended".formatted(label));
      QuarantineTable.resolve(
          store,
          Staging.files(staged).select("source_file"),
          Staging.problems(staged),
          stamp.ingestedAt());
    }
  }

  private void rewriteUsage(String label, Dataset<Row> staged, BatchFacts facts) {
    NavigableSet<YearMonth> months = facts.eventMonths();
    if (facts.corrections() > 0) {
      describe("Find the months that %s corrects".formatted(label));
      months.addAll(
          EventsTable.monthsCorrectedBy(
              store, Staging.events(staged).where(col("corrects_event_id").isNotNull())));
    }
    store.open(UsageDailyTable.SPEC);
    if (!months.isEmpty()) {
      lock.check();
      describe("Sum the daily usage of %d months".formatted(months.size()));
      UsageDailyTable.rewrite(store, months);
    }
  }

  private void enterFiles(
      String label, Dataset<Row> staged, BatchFacts facts, List<WorkItem> items) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    for (WorkItem item : items) {
      dates.add(item.file().deliveredDate());
      item.knownUnder().ifPresent(dates::add);
    }
    lock.check();
    describe("Enter the files of %s into the ledger".formatted(label));
    IngestedFilesTable.enter(
        store, Accounting.entries(store, staged, facts, stamp), dates, anyKnown(items));
  }

  private static boolean anyKnown(List<WorkItem> items) {
    return items.stream().anyMatch(item -> item.knownUnder().isPresent());
  }

  private void describe(String sentence) {
    spark.sparkContext().setJobDescription(sentence);
  }
}
