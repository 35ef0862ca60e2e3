package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.archive.ArchiveLister;
import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.LedgerIndex;
import io.lookouttrail.tables.SessionSettings;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * From an archive to the tables: lists the window, subtracts the ledger, reads what is new once,
 * and commits it batch by batch.
 */
public final class IngestJob {
  private static final int LISTING_THREADS = 32;

  /** To ask the ledger about up to so many is little work. */
  private static final long FEW_FILES = 50_000;

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
   * Finds the window's log files; reads none and writes nothing.
   *
   * @throws io.lookouttrail.run.UserError where there is none, saying what was looked for
   */
  public ArchiveListing list() {
    Configuration hadoop = store.spark().sparkContext().hadoopConfiguration();
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

  /** What {@link #run} would read; reads no log file and writes nothing. */
  public DryRun dryRun(ArchiveListing listing) {
    return DryRun.of(listing, new PendingFiles(options, knownFiles(listing), listing));
  }

  /**
   * Reads what is new and commits it; killed at any moment and run again, it ends as if it had run
   * once.
   */
  public IngestResult run(ArchiveListing listing, WriterLock lock) {
    sweepStaging(lock);
    LedgerIndex ledger = times.time("subtract", () -> knownFiles(listing));
    PendingFiles work = times.time("subtract", () -> new PendingFiles(options, ledger, listing));
    List<BatchStats> batches = runBatches(lock, work, ledger.size() == 0);
    sweepStaging(lock);
    AllTables.open(store);
    WindowSummary state = times.time("check", () -> check(listing));
    return Results.of(listing, work, batches, state, times);
  }

  /**
   * The objects of this archive, in this window, that wait in an archive class of S3 after a run:
   * canonical names, sorted.
   */
  public Iterator<String> archivedFiles() {
    store.spark().sparkContext().setJobDescription("List what is to be restored");
    String archive = CanonicalNames.of(CanonicalNames.path(options.archive()));
    String below = archive.endsWith("/") ? archive : archive + "/";
    Column ofArchive = col("source_file").startsWith(below).or(col("source_file").equalTo(archive));
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

  private void sweepStaging(WriterLock lock) {
    if (lock.isExclusive()) {
      StagingFolder.sweep(store);
    }
  }

  private WindowSummary check(ArchiveListing listing) {
    return sizedFor(listing, () -> WindowSummary.of(store, options.window(), run.id()));
  }

  private LedgerIndex knownFiles(ArchiveListing listing) {
    store.spark().sparkContext().setJobDescription("Look up which files the ledger knows");
    return sizedFor(
        listing, () -> IngestedFilesTable.index(store, listing.firstDay(), listing.lastDay()));
  }

  private <T> T sizedFor(ArchiveListing listing, Supplier<T> question) {
    return SessionSettings.withSmallWorkSettings(
        listing.fileCount() <= FEW_FILES, store.spark(), question);
  }

  private List<BatchStats> runBatches(WriterLock lock, PendingFiles work, boolean nothingIngested) {
    RunStamp stamp = new RunStamp(run.id(), run.startedAt());
    BatchJob job = new BatchJob(store, options, stamp, lock, times);
    List<BatchStats> facts = new ArrayList<>();
    Iterator<List<PendingFile>> batches = work.batches();
    while (batches.hasNext()) {
      int number = facts.size() + 1;
      String label =
          work.batchCount() == 1
              ? "log files"
              : "batch %d of %d".formatted(number, work.batchCount());
      facts.add(
          job.run(
              number, label, batches.next(), run.progress(), nothingIngested && facts.isEmpty()));
    }
    return facts;
  }
}
