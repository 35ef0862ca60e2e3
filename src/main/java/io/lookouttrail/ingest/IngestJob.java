package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.archive.ArchiveLister;
import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.LedgerIndex;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Job that ingests an archive: lists the window's files, leaves out those in the ledger, reads the
 * others once and commits them batch by batch.
 */
public final class IngestJob {
  private static final int LISTING_THREADS = 32;

  private final TableStore store;
  private final IngestOptions options;
  private final RunContext run;
  private final PhaseTimes times;

  public IngestJob(TableStore store, IngestOptions options, RunContext run) {
    this.store = store;
    this.options = options;
    this.run = run;
    this.times = new PhaseTimes(run.clock());
  }

  /**
   * Lists the window's log files; reads none of them and writes nothing.
   *
   * @throws io.lookouttrail.run.UserError if there is none; the message names the location that was
   *     listed
   */
  public ArchiveListing list() {
    Configuration hadoop = store.hadoop();
    try (Progress.Phase phase = run.progress().begin("list")) {
      return times.time(
          "list",
          () ->
              new ArchiveLister(hadoop, LISTING_THREADS)
                  .list(
                      options.archive(),
                      options.window(),
                      found -> phase.update(Progress.Totals.found(found))));
    }
  }

  /** Counts the files that {@link #run} would read; reads no log file and writes nothing. */
  public DryRun dryRun(ArchiveListing listing) {
    return DryRun.of(listing, new PendingFiles(options, ledger(listing), listing));
  }

  /**
   * Reads and commits the files that are not in the ledger. A run that was killed at any moment and
   * started again leaves the tables as one uninterrupted run does.
   */
  public IngestResult run(ArchiveListing listing, WriterLock lock) {
    deleteStaging(lock);
    LedgerIndex ledger = times.time("subtract", () -> ledger(listing));
    PendingFiles pending = times.time("subtract", () -> new PendingFiles(options, ledger, listing));
    List<BatchStats> batches = runBatches(lock, pending, ledger.size() == 0);
    deleteStaging(lock);
    AllTables.ensure(store);
    WindowSummary summary = times.time("check", () -> summary(listing));
    return result(listing, pending, batches, summary);
  }

  /**
   * The objects of this archive and window that are in an S3 archive storage class after a run:
   * canonical names, sorted.
   */
  public Iterator<String> archivedFiles() {
    store.describe("List the archived log files to restore");
    String archive = CanonicalNames.of(CanonicalNames.path(options.archive()));
    String folder = archive.endsWith("/") ? archive : archive + "/";
    Column ofArchive =
        col("source_file").startsWith(folder).or(col("source_file").equalTo(archive));
    Iterator<Row> rows =
        WindowSummary.archivedFiles(store, options.window()).where(ofArchive).toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public String next() {
        return rows.next().getString(0);
      }
    };
  }

  /** Another run may be using the staging folder unless the lock is exclusive. */
  private void deleteStaging(WriterLock lock) {
    if (lock.isExclusive()) {
      lock.check();
      StagingFolder.deleteAll(store);
    }
  }

  private LedgerIndex ledger(ArchiveListing listing) {
    store.describe("Look up the listed files in the ledger");
    // The key of a file without a date does not show under which day the ledger has it.
    return listing.isAllDated()
        ? IngestedFilesTable.index(store, listing.firstDay(), listing.lastDay())
        : IngestedFilesTable.index(store);
  }

  private WindowSummary summary(ArchiveListing listing) {
    return WindowSummary.of(store, options.window(), run.id(), listing.isAllDated());
  }

  private List<BatchStats> runBatches(
      WriterLock lock, PendingFiles pending, boolean nothingIngested) {
    RunStamp stamp = new RunStamp(run.id(), run.startedAt());
    BatchJob job = new BatchJob(store, options, stamp, lock, times);
    List<BatchStats> stats = new ArrayList<>();
    Iterator<List<PendingFile>> batches = pending.batches();
    while (batches.hasNext()) {
      int number = stats.size() + 1;
      String label =
          pending.batchCount() == 1
              ? "log files"
              : "batch %d of %d".formatted(number, pending.batchCount());
      stats.add(
          job.run(
              number, label, batches.next(), run.progress(), nothingIngested && stats.isEmpty()));
    }
    return stats;
  }

  private IngestResult result(
      ArchiveListing listing,
      PendingFiles pending,
      List<BatchStats> batches,
      WindowSummary summary) {
    TreeSet<LocalDate> dates = new TreeSet<>();
    batches.forEach(batch -> dates.addAll(batch.eventDates()));
    return new IngestResult(
        listing.fileCount(),
        listing.bytes(),
        pending.files(),
        pending.bytes(),
        batches.stream().mapToLong(BatchStats::inflatedBytes).sum(),
        summary.records(),
        summary.kept(),
        summary.duplicates(),
        summary.otherSources(),
        summary.rejected(),
        dates.stream().findFirst(),
        dates.descendingSet().stream().findFirst(),
        listing.describeSkipped(),
        listing.listRequests(),
        summary.openProblems(),
        summary.archivedBytes(),
        summary.quarantinedFiles(),
        summary.unbalancedFiles(),
        summary.rewritten(),
        times.seconds());
  }
}
