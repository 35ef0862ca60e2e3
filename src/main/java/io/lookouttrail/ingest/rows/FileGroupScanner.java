package io.lookouttrail.ingest.rows;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.run.UserError;
import io.lookouttrail.scan.EventTimes;
import io.lookouttrail.scan.FileSummary;
import io.lookouttrail.scan.LogFileReader;
import io.lookouttrail.scan.LogFileScan;
import io.lookouttrail.scan.ScanEntry;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.storage.StoredFiles;
import io.lookouttrail.tasks.TaskProgress;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskKilledException;

/**
 * Scanner of a task's files: reads one file after the other and stages the rows of its events and
 * problems, then the row of its summary. It holds the buffers of one file, the rows that are not
 * written yet, and a bounded amount of bytes that are read ahead.
 */
public final class FileGroupScanner {
  /** If access to this many files is denied and none could be read, the run stops. */
  public static final int MAX_REFUSALS = 100;

  private final ScanOptions options;
  private final RunStamp stamp;
  private final Configuration hadoop;
  private final TaskProgress.Counters progress;
  private final RowSink staged;
  private final BatchStats.Counter counter = new BatchStats.Counter();
  private boolean anyRead;
  private int refusals;

  public FileGroupScanner(
      ScanOptions options,
      RunStamp stamp,
      Configuration hadoop,
      TaskProgress.Counters progress,
      RowSink staged) {
    this.options = options;
    this.stamp = stamp;
    this.hadoop = hadoop;
    this.progress = progress;
    this.staged = staged;
  }

  /**
   * Reads the files of a group. A file that cannot be read gives a problem row.
   *
   * @param cancelled whether to stop before the next file
   * @throws TaskKilledException if the task was cancelled
   * @throws UserError if access to every file is denied
   */
  public void read(FileGroup group, BooleanSupplier cancelled) {
    ScanOptions ofGroup =
        new ScanOptions(group.eventSources(), options.maxFileBytes(), options.hash());
    try (StoredFiles stored = StoredFiles.of(hadoop, group.files());
        LogFileReader reader = new LogFileReader(hadoop, ofGroup)) {
      for (LogFile file : group.files()) {
        if (cancelled.getAsBoolean()) {
          throw new TaskKilledException();
        }
        try (LogFileScan scan = reader.open(file, stored)) {
          read(file, scan, group.eventSources());
        }
      }
    }
  }

  private void read(LogFile file, LogFileScan scan, SortedSet<String> eventSources) {
    boolean faulty = false;
    Optional<EventTimes> times = file.dated() ? Optional.empty() : Optional.of(scan.collectTimes());
    while (scan.advance()) {
      if (scan.current() instanceof ScanEntry.RecordEntry found) {
        add(IngestedEvent.of(file, found, stamp));
      } else {
        add(file, ((ScanEntry.ProblemEntry) scan.current()).problem());
        faulty = true;
      }
    }
    FileSummary summary = scan.summary();
    FileDelivery delivery = times.map(FileDelivery::of).orElseGet(() -> FileDelivery.inKey(file));
    staged.add(
        StagedKind.FILE,
        StagedRows.file(
            new StagedRows.ScannedFile(
                file, delivery, eventSources, summary, faulty, scan.refused())));
    counter.addFile(file, delivery, summary, scan.refused());
    countRefusal(file, scan.refused());
    progress.files().add(1);
    progress.bytes().add(file.bytes());
    progress.records().add(summary.records());
  }

  private void add(IngestedEvent event) {
    staged.add(StagedKind.EVENT, EventRows.row(event));
    counter.addEvent(event);
    progress.events().add(1);
  }

  private void add(LogFile file, Problem problem) {
    staged.add(StagedKind.PROBLEM, StagedRows.problem(file, problem, stamp));
    counter.addProblem();
  }

  private void countRefusal(LogFile file, boolean refused) {
    anyRead |= !refused;
    refusals += refused ? 1 : 0;
    if (!anyRead && refusals >= MAX_REFUSALS) {
      throw allRefused(file.sourceFile(), refusals);
    }
  }

  public static UserError allRefused(String example, long refusals) {
    return UserError.cannot(
        "read the archive",
        "access to each of the first %d log files was denied, for example to %s"
            .formatted(refusals, example),
        "Allow s3:GetObject on the archive and kms:Decrypt on its key, then run again.");
  }

  /** Counts of the rows that were staged so far. */
  public BatchStats stats() {
    return counter.stats();
  }
}
