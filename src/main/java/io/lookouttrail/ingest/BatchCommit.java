package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.ingest.modelruns.ModelRunsUpdate;
import io.lookouttrail.ingest.modelruns.NewEvents;
import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.UsageDailyTable;
import io.lookouttrail.tables.lock.WriterLock;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Commits of one batch: events, quarantine, daily usage, model runs, and the ledger last. A batch
 * that did not reach the ledger is read again as a whole.
 */
final class BatchCommit {
  private final TableStore store;
  private final RunStamp stamp;
  private final WriterLock lock;
  private final PhaseTimes times;
  private final String label;
  private final StagedBatch staged;
  private final BatchStats stats;

  BatchCommit(
      TableStore store,
      RunStamp stamp,
      WriterLock lock,
      PhaseTimes times,
      String label,
      StagedBatch staged,
      BatchStats stats) {
    this.store = store;
    this.stamp = stamp;
    this.lock = lock;
    this.times = times;
    this.label = label;
    this.staged = staged;
    this.stats = stats;
  }

  /**
   * Commits the batch to each table.
   *
   * @param files the batch's files
   * @param stagedBytes size of the staged rows
   */
  void run(List<PendingFile> files, long stagedBytes) {
    boolean anyReadAgain = files.stream().anyMatch(file -> file.ledgerDate().isPresent());
    times.time("merge", () -> mergeEvents(stagedBytes));
    times.time("merge", () -> quarantineProblems(anyReadAgain));
    SortedSet<LocalDate> corrected = times.time("usage", this::correctedDates);
    times.time("usage", () -> rewriteUsage(corrected));
    times.time("model_runs", () -> updateModelRuns(corrected));
    times.time("ledger", () -> addToLedger(files, anyReadAgain));
  }

  private void mergeEvents(long stagedBytes) {
    store.ensure(EventsTable.SPEC);
    if (stats.events() > 0) {
      lock.check();
      describe("Merge %,d events of %s".formatted(stats.events(), label));
      EventsTable.insert(
          store,
          staged.events(),
          stats.eventDates(),
          stagedBytes / stats.events(),
          lock.isExclusive());
    }
  }

  private void quarantineProblems(boolean anyReadAgain) {
    store.ensure(QuarantineTable.SPEC);
    if (stats.problems() > 0) {
      lock.check();
      describe("Quarantine %,d problems of %s".formatted(stats.problems(), label));
      QuarantineTable.add(store, staged.problems());
    }
    if (anyReadAgain) {
      lock.check();
      describe("Resolve the problems that %s no longer has".formatted(label));
      QuarantineTable.resolve(
          store, staged.files().select("source_file"), staged.problems(), stamp.ingestedAt());
    }
  }

  private SortedSet<LocalDate> correctedDates() {
    if (stats.correctionDates().isEmpty()) {
      return new TreeSet<>();
    }
    describe("Find the days of the events that %s corrects".formatted(label));
    return EventsTable.datesCorrectedBy(
        store,
        staged.events().where(col("corrects_event_id").isNotNull()),
        stats.correctionDates());
  }

  private void rewriteUsage(SortedSet<LocalDate> corrected) {
    NavigableSet<LocalDate> dates = new TreeSet<>(stats.eventDates());
    dates.addAll(corrected);
    store.ensure(UsageDailyTable.SPEC);
    if (!dates.isEmpty()) {
      lock.check();
      describe("Sum the usage of %,d days".formatted(dates.size()));
      UsageDailyTable.rewrite(store, dates);
    }
  }

  private void updateModelRuns(SortedSet<LocalDate> corrected) {
    boolean mayChangeRuns = stats.modelCalls() > 0 || !stats.correctionDates().isEmpty();
    new ModelRunsUpdate(store, lock)
        .run(
            new NewEvents(
                label, staged.events(), mayChangeRuns, corrected, stats.newestDelivery()));
  }

  private void addToLedger(List<PendingFile> files, boolean anyReadAgain) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    dates.addAll(stats.undatedDays());
    for (PendingFile file : files) {
      file.file().keyDeliveredAt().ifPresent(at -> dates.add(file.file().deliveredDate()));
      file.ledgerDate().ifPresent(dates::add);
    }
    lock.check();
    describe("Add the files of %s to the ledger".formatted(label));
    IngestedFilesTable.enter(
        store,
        FileReconciliation.entries(store, staged, stats, stamp),
        dates,
        anyReadAgain,
        lock.isExclusive());
  }

  private void describe(String sentence) {
    store.describe(sentence);
  }
}
