package io.lookouttrail.ingest;

import io.lookouttrail.ingest.modelruns.DirectModelRuns;
import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.ingest.rows.StagedKind;
import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.tables.Corrections;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.UsageDailyTable;
import io.lookouttrail.tables.direct.DataFile;
import io.lookouttrail.tables.direct.TableVersion;
import io.lookouttrail.tables.lock.WriterLock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The {@link BatchCommit} of a small batch: the same rows in the same order of commits, computed in
 * memory and committed without Spark.
 */
final class SmallBatchCommit {
  private final TableStore store;
  private final RunStamp stamp;
  private final WriterLock lock;
  private final PhaseTimes times;
  private final DriverScan.Result batch;
  private final BatchStats stats;
  private final SmallBatchInput stored;
  private final KeptEvents kept = new KeptEvents();
  private final Corrections corrections = new Corrections();

  SmallBatchCommit(
      TableStore store,
      RunStamp stamp,
      WriterLock lock,
      PhaseTimes times,
      DriverScan.Result batch,
      SmallBatchInput stored) {
    this.store = store;
    this.stamp = stamp;
    this.lock = lock;
    this.times = times;
    this.batch = batch;
    this.stats = batch.stats();
    this.stored = stored;
  }

  /** Whether the batch can be committed without Spark. */
  static boolean accepts(BatchStats stats, SmallBatchInput stored) {
    // A correction may be of an event of any day; only among few rows it is found without Spark.
    boolean correctsStored =
        !stats.correctionDates().isEmpty()
            && stored.ofDates().version().filter(events -> events.version() > 0).isPresent();
    return !correctsStored && !hasResolvedProblems(stored.problems());
  }

  /** A problem that was resolved and is found again is opened again, by an update of its row. */
  private static boolean hasResolvedProblems(DirectRows problems) {
    boolean[] found = new boolean[1];
    problems.read(List.of("resolved_at"), row -> found[0] |= !row.isNullAt(0));
    return found[0];
  }

  /** Commits the batch to each table, the ledger last. */
  void run() {
    times.time("merge", this::addEvents);
    times.time("merge", this::quarantineProblems);
    times.time("usage", this::rewriteUsage);
    times.time("model_runs", this::updateModelRuns);
    times.time("ledger", this::addToLedger);
  }

  private void addEvents() {
    store.ensure(EventsTable.SPEC);
    stored.ofDates().read(KeptEvents.STORED_COLUMNS, kept::addStored);
    stored.corrections().read(Corrections.COLUMNS, corrections::add);
    kept.choose(batch.of(StagedKind.EVENT));
    kept.rows().forEach(corrections::add);
    commit(EventsTable.SPEC, List.of(), kept.rows());
  }

  private void quarantineProblems() {
    store.ensure(QuarantineTable.SPEC);
    Set<List<Object>> known = new HashSet<>();
    stored
        .problems()
        .read(List.of("source_file", "record_index", "problem"), row -> known.add(key(row)));
    commit(
        QuarantineTable.SPEC,
        List.of(),
        batch.of(StagedKind.PROBLEM).stream().filter(row -> known.add(key(row))).toList());
  }

  private static List<Object> key(Row problem) {
    List<Object> key = new ArrayList<>();
    key.add(problem.getAs("source_file"));
    key.add(problem.getAs("record_index"));
    key.add(problem.getAs("problem"));
    return key;
  }

  private void rewriteUsage() {
    store.ensure(UsageDailyTable.SPEC);
    if (stats.events() == 0) {
      return;
    }
    List<String> columns =
        Stream.concat(UsageDailyTable.EVENT_COLUMNS.stream(), Stream.of("event_id")).toList();
    List<Row> events = new ArrayList<>(kept.rows());
    stored.ofDates().read(columns, events::add);
    events.removeIf(event -> !corrections.isCurrent(event));
    List<Row> usage = new ArrayList<>(UsageDailyTable.sum(events));
    stored.usage().read().stream()
        .filter(row -> !stats.eventDates().contains(row.<LocalDate>getAs("date")))
        .forEach(usage::add);
    commit(UsageDailyTable.SPEC, stored.usage().files(), usage);
  }

  private void updateModelRuns() {
    store.ensure(ModelRunsTable.SPEC);
    boolean mayChangeRuns = stats.modelCalls() > 0 || !stats.correctionDates().isEmpty();
    List<Row> runsBefore = stored.modelRuns().read();
    if (!mayChangeRuns && runsBefore.isEmpty()) {
      return;
    }
    Optional<Instant> before = IngestedFilesTable.newestDelivery(store);
    boolean isNewer = before.isEmpty() || before.get().isBefore(stats.newestDelivery());
    DirectModelRuns runs = new DirectModelRuns(corrections);
    batch.of(StagedKind.EVENT).forEach(runs::noteChange);
    if (isNewer) {
      runsBefore.forEach(runs::noteOpenRun);
    }
    kept.rows().forEach(runs::add);
    stored.modelCalls().read(DirectModelRuns.EVENT_COLUMNS, runs::add);
    rewriteModelRuns(
        runs, runsBefore, runs.runs(isNewer ? stats.newestDelivery() : before.orElseThrow()));
  }

  private void rewriteModelRuns(DirectModelRuns runs, List<Row> before, List<Row> current) {
    List<Row> replaced = before.stream().filter(runs::isOfChanged).toList();
    Optional<String> first = DirectModelRuns.firstMonthThatDiffers(replaced, current);
    if (first.isPresent()) {
      List<Row> rows =
          Stream.concat(before.stream().filter(run -> !runs.isOfChanged(run)), current.stream())
              .filter(run -> isFrom(run.getAs("month"), first.get()))
              .toList();
      List<DataFile> files =
          stored.modelRuns().files().stream()
              .filter(file -> isFrom(String.valueOf(file.partition().get("month")), first.get()))
              .toList();
      commit(ModelRunsTable.SPEC, files, rows);
    }
  }

  private static boolean isFrom(String month, String first) {
    return month.compareTo(first) >= 0;
  }

  private void addToLedger() {
    store.ensure(IngestedFilesTable.SPEC);
    commit(
        IngestedFilesTable.SPEC,
        List.of(),
        batch.of(StagedKind.FILE).stream()
            .map(
                file ->
                    FileReconciliation.entry(file, kept.rowsOf(file.getAs("source_file")), stamp))
            .toList());
  }

  /** Commits nothing where nothing changes. */
  private void commit(TableSpec table, List<DataFile> removed, Collection<Row> rows) {
    if (!removed.isEmpty() || !rows.isEmpty()) {
      lock.check();
      TableVersion base = store.readDirect(table).orElseThrow();
      store.direct(table).replace(base, removed, rows);
    }
  }
}
