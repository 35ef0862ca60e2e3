package io.lookouttrail.ingest;

import io.lookouttrail.archive.FileSummary;
import io.lookouttrail.archive.Finding;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.LogFileReader;
import io.lookouttrail.archive.LogFileScan;
import io.lookouttrail.archive.ScanOptions;
import io.lookouttrail.archive.StoredFiles;
import io.lookouttrail.run.UserError;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a task's files, made while they are asked for: of each file its findings, then its
 * summary. Holds one file's buffers, one row, and in bounded memory what is fetched ahead.
 */
final class ScannedRows implements Iterator<Row> {
  /** After this many refused reads and not one that went well, nothing will. */
  static final int HOPELESS_REFUSALS = 100;

  private final Iterator<byte[]> groups;
  private final ScanOptions options;
  private final Stamp stamp;
  private final Configuration hadoop;
  private final ReadingProgress.Meters meters;

  private SortedSet<String> eventSources = new TreeSet<>();
  private Iterator<LogFile> files = Collections.emptyIterator();
  private @Nullable StoredFiles stored;
  private @Nullable LogFileReader reader;
  private @Nullable LogFile file;
  private @Nullable LogFileScan scan;
  private boolean faulty;
  private boolean anyRead;
  private int refusals;
  private @Nullable Row next;

  ScannedRows(
      Iterator<byte[]> groups,
      ScanOptions options,
      Stamp stamp,
      Configuration hadoop,
      ReadingProgress.Meters meters) {
    this.groups = groups;
    this.options = options;
    this.stamp = stamp;
    this.hadoop = hadoop;
    this.meters = meters;
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) ended -> close());
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = advance();
    }
    return next != null;
  }

  @Override
  public Row next() {
    Row row = hasNext() ? next : null;
    if (row == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return row;
  }

  private @Nullable Row advance() {
    while (true) {
      LogFile current = file;
      LogFileScan open = scan;
      if (current != null && open != null) {
        return open.advance() ? row(current, open.current()) : summary(current, open);
      }
      if (!openNext()) {
        return null;
      }
    }
  }

  private boolean openNext() {
    while (!files.hasNext()) {
      if (!groups.hasNext()) {
        close();
        return false;
      }
      close();
      FileGroup group = FileGroup.fromBytes(groups.next());
      eventSources = group.eventSources();
      files = group.files().iterator();
      stored = StoredFiles.of(hadoop, group.files());
      reader =
          new LogFileReader(
              hadoop, new ScanOptions(eventSources, options.maxFileBytes(), options.hash()));
    }
    LogFileReader opener = reader;
    StoredFiles store = stored;
    if (opener == null || store == null) {
      throw new IllegalStateException("a file without a reader");
    }
    file = files.next();
    faulty = false;
    scan = opener.open(file, store);
    return true;
  }

  private Row row(LogFile current, Finding finding) {
    if (finding instanceof Finding.Found found) {
      meters.events().add(1);
      return Staging.event(EventMapper.row(current, found, stamp));
    }
    faulty = true;
    return Staging.problem(current, ((Finding.Faulty) finding).problem(), stamp);
  }

  private Row summary(LogFile current, LogFileScan ended) {
    FileSummary summary = ended.summary();
    boolean refused = ended.refused();
    closeScan();
    countRefusal(current, refused);
    meters.files().add(1);
    meters.bytes().add(current.bytes());
    meters.records().add(summary.records());
    return Staging.file(current, eventSources, summary, faulty, refused);
  }

  private void countRefusal(LogFile current, boolean refused) {
    anyRead |= !refused;
    refusals += refused ? 1 : 0;
    if (!anyRead && refusals >= HOPELESS_REFUSALS) {
      throw refusedEverything(current.sourceFile(), refusals);
    }
  }

  static UserError refusedEverything(String example, long refusals) {
    return UserError.cannot(
        "read the archive",
        "access was denied to every one of the first %d log files, such as %s"
            .formatted(refusals, example),
        "Allow s3:GetObject on the archive and kms:Decrypt on its key, then run again.");
  }

  private void close() {
    closeScan();
    LogFileReader used = reader;
    reader = null;
    if (used != null) {
      used.close();
    }
    StoredFiles store = stored;
    stored = null;
    if (store != null) {
      store.close();
    }
  }

  private void closeScan() {
    LogFileScan open = scan;
    scan = null;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
