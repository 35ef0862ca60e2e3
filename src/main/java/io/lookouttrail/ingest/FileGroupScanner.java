package io.lookouttrail.ingest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.run.UserError;
import io.lookouttrail.scan.FileSummary;
import io.lookouttrail.scan.LogFileReader;
import io.lookouttrail.scan.LogFileScan;
import io.lookouttrail.scan.ScanEntry;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.storage.StoredFiles;
import java.util.SortedSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * Reads a task's files, one after the other, and lays aside their rows: of each file its findings,
 * then its summary. Holds one file's buffers, the rows that are not written yet, and in bounded
 * memory what is fetched ahead.
 */
final class FileGroupScanner {
  /** After this many refused reads and not one that went well, nothing will. */
  static final int HOPELESS_REFUSALS = 100;

  private final ScanOptions options;
  private final RunStamp stamp;
  private final Configuration hadoop;
  private final ScanProgress.Meters meters;
  private final StagedFileWriters staged;
  private final BatchStats.Tally tally = new BatchStats.Tally();
  private boolean anyRead;
  private int refusals;

  FileGroupScanner(
      ScanOptions options,
      RunStamp stamp,
      Configuration hadoop,
      ScanProgress.Meters meters,
      StagedFileWriters staged) {
    this.options = options;
    this.stamp = stamp;
    this.hadoop = hadoop;
    this.meters = meters;
    this.staged = staged;
  }

  /**
   * Reads the files of a group; one that cannot be read is a problem row.
   *
   * @throws TaskKilledException where Spark wants the task no more
   * @throws UserError where every file is refused
   * @throws IOException where rows cannot be laid aside; a file that cannot be read is a problem
   *     row
   */
  void read(FileGroup group, TaskContext task) {
    ScanOptions ofGroup =
        new ScanOptions(group.eventSources(), options.maxFileBytes(), options.hash());
    try (StoredFiles stored = StoredFiles.of(hadoop, group.files());
        LogFileReader reader = new LogFileReader(hadoop, ofGroup)) {
      for (LogFile file : group.files()) {
        if (task.isInterrupted()) {
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
    while (scan.advance()) {
      if (scan.current() instanceof ScanEntry.RecordEntry found) {
        add(IngestedEvent.of(file, found, stamp));
      } else {
        add(file, ((ScanEntry.ProblemEntry) scan.current()).problem());
        faulty = true;
      }
    }
    FileSummary summary = scan.summary();
    staged.add(
        StagedKind.FILE,
        StagedRows.file(
            new StagedRows.ScannedFile(file, eventSources, summary, faulty, scan.refused())));
    tally.file(file, summary, scan.refused());
    countRefusal(file, scan.refused());
    meters.files().add(1);
    meters.bytes().add(file.bytes());
    meters.records().add(summary.records());
  }

  private void add(IngestedEvent event) {
    staged.add(StagedKind.EVENT, EventRows.row(event));
    tally.event(event);
    meters.events().add(1);
  }

  private void add(LogFile file, Problem problem) {
    staged.add(StagedKind.PROBLEM, StagedRows.problem(file, problem, stamp));
    tally.problem();
  }

  private void countRefusal(LogFile file, boolean refused) {
    anyRead |= !refused;
    refusals += refused ? 1 : 0;
    if (!anyRead && refusals >= HOPELESS_REFUSALS) {
      throw refusedEverything(file.sourceFile(), refusals);
    }
  }

  static UserError refusedEverything(String example, long refusals) {
    return UserError.cannot(
        "read the archive",
        "access was denied to every one of the first %d log files, such as %s"
            .formatted(refusals, example),
        "Allow s3:GetObject on the archive and kms:Decrypt on its key, then run again.");
  }

  /** What was found so far. */
  BatchStats facts() {
    return tally.facts();
  }
}
