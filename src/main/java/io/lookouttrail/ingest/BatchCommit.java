package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.ingest.modelruns.ModelRunsUpdate;
import io.lookouttrail.ingest.modelruns.NewEvents;
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
 * Commits what a batch found: events, quarantine, daily usage, model runs, and last the ledger, so
 * that a batch that was cut short is read again as a whole.
 */
final class BatchCommit {
  private final TableStore store;
  private final RunStamp stamp;
  private final WriterLock lock;
  private final PhaseTimes times;
  private final String label;
  private final StagedBatch staged;
  private final BatchStats facts;

  BatchCommit(
      TableStore store,
      RunStamp stamp,
      WriterLock lock,
      PhaseTimes times,
      String label,
      StagedBatch staged,
      BatchStats facts) {
    this.store = store;
    this.stamp = stamp;
    this.lock = lock;
    this.times = times;
    this.label = label;
    this.staged = staged;
    this.facts = facts;
  }

  /**
   * @param items the batch's files
   * @param stagedBytes the size of the staged rows
   */
  void run(List<PendingFile> items, long stagedBytes) {
    boolean anyKnown = items.stream().anyMatch(item -> item.knownUnder().isPresent());
    times.time("merge", () -> mergeEvents(stagedBytes));
    times.time("merge", () -> quarantine(anyKnown));
    SortedSet<LocalDate> corrected = times.time("usage", this::datesCorrected);
    times.time("usage", () -> rewriteUsage(corrected));
    times.time("model_runs", () -> updateModelRuns(corrected));
    times.time("ledger", () -> enterFiles(items, anyKnown));
  }

  private void mergeEvents(long stagedBytes) {
    store.open(EventsTable.SPEC);
    if (facts.events() > 0) {
      lock.check();
      describe("Merge %,d events of %s".formatted(facts.events(), label));
      EventsTable.insert(
          store,
          staged.events(),
          facts.eventDates(),
          stagedBytes / facts.events(),
          lock.isExclusive());
    }
  }

  private void quarantine(boolean anyReadAgain) {
    store.open(QuarantineTable.SPEC);
    if (facts.problems() > 0) {
      lock.check();
      describe("Put %,d problems of %s into quarantine".formatted(facts.problems(), label));
      QuarantineTable.add(store, staged.problems());
    }
    if (anyReadAgain) {
      lock.check();
      describe("Resolve what %s found mended".formatted(label));
      QuarantineTable.resolve(
          store, staged.files().select("source_file"), staged.problems(), stamp.ingestedAt());
    }
  }

  private SortedSet<LocalDate> datesCorrected() {
    if (facts.correctionDates().isEmpty()) {
      return new TreeSet<>();
    }
    describe("Find the days that %s corrects".formatted(label));
    return EventsTable.datesCorrectedBy(
        store,
        staged.events().where(col("corrects_event_id").isNotNull()),
        facts.correctionDates());
  }

  private void rewriteUsage(SortedSet<LocalDate> corrected) {
    NavigableSet<LocalDate> dates = new TreeSet<>(facts.eventDates());
    dates.addAll(corrected);
    store.open(UsageDailyTable.SPEC);
    if (!dates.isEmpty()) {
      lock.check();
      describe("Sum the usage of %,d days".formatted(dates.size()));
      UsageDailyTable.rewrite(store, dates);
    }
  }

  private void updateModelRuns(SortedSet<LocalDate> corrected) {
    boolean mayChangeRuns = facts.modelCalls() > 0 || !facts.correctionDates().isEmpty();
    new ModelRunsUpdate(store, lock)
        .run(
            new NewEvents(
                label, staged.events(), mayChangeRuns, corrected, facts.newestDelivery()));
  }

  private void enterFiles(List<PendingFile> items, boolean anyKnown) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    for (PendingFile item : items) {
      dates.add(item.file().deliveredDate());
      item.knownUnder().ifPresent(dates::add);
    }
    lock.check();
    describe("Enter the files of %s into the ledger".formatted(label));
    IngestedFilesTable.enter(
        store,
        FileReconciliation.entries(store, staged, facts, stamp),
        dates,
        anyKnown,
        lock.isExclusive());
  }

  private void describe(String sentence) {
    store.spark().sparkContext().setJobDescription(sentence);
  }
}
