package io.lookouttrail.source;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.run.UserError;
import io.lookouttrail.scan.FileSummary;
import io.lookouttrail.scan.LogFileReader;
import io.lookouttrail.scan.LogFileScan;
import io.lookouttrail.scan.ScanEntry;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.storage.StoredFiles;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** Reader of the rows of a task's files, one file after the other. */
final class RecordReader implements PartitionReader<InternalRow> {
  private final Iterator<LogFile> files;
  private final ReadOptions.Mode mode;
  private final Function<ConnectorColumns.Entry, InternalRow> project;
  private final LogFileReader reader;
  private final StoredFiles stored;
  private final ReadMetrics metrics = new ReadMetrics();

  private @Nullable LogFile file;
  private @Nullable LogFileScan scan;
  private @Nullable InternalRow current;

  RecordReader(
      List<LogFile> files,
      ScanOptions options,
      ReadOptions.Mode mode,
      Function<ConnectorColumns.Entry, InternalRow> project,
      Configuration hadoop) {
    this.files = files.iterator();
    this.mode = mode;
    this.project = project;
    reader = new LogFileReader(hadoop, options);
    stored = StoredFiles.of(hadoop, files);
  }

  @Override
  public boolean next() {
    while (true) {
      LogFile of = file;
      LogFileScan open = scan;
      if (of == null || open == null) {
        if (!files.hasNext()) {
          return false;
        }
        file = files.next();
        scan = reader.open(file, stored);
      } else if (open.advance()) {
        current = row(of, open.current());
        return true;
      } else {
        end(of, open.summary());
      }
    }
  }

  @Override
  public InternalRow get() {
    InternalRow row = current;
    if (row == null) {
      throw new IllegalStateException("no row: next() did not return true");
    }
    return row;
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return metrics.values();
  }

  @Override
  public void close() {
    reader.close();
    stored.close();
  }

  private void end(LogFile of, FileSummary summary) {
    metrics.fileRead(of.bytes(), summary.records());
    scan = null;
    file = null;
  }

  private InternalRow row(LogFile of, ScanEntry entry) {
    if (entry instanceof ScanEntry.RecordEntry found) {
      metrics.recordReturned();
      return project.apply(
          new ConnectorColumns.Entry(
              of,
              OptionalInt.of(found.recordIndex()),
              Optional.of(found.record()),
              Optional.empty()));
    }
    Problem problem = ((ScanEntry.ProblemEntry) entry).problem();
    if (mode == ReadOptions.Mode.FAILFAST) {
      throw refusal(of, problem);
    }
    metrics.problemFound();
    return project.apply(
        new ConnectorColumns.Entry(
            of, problem.recordIndex(), Optional.empty(), Optional.of(problem)));
  }

  private static UserError refusal(LogFile file, Problem problem) {
    String record =
        problem.recordIndex().isPresent()
            ? "record " + problem.recordIndex().getAsInt() + " of "
            : "";
    return UserError.cannot(
        "read " + record + file.sourceFile(),
        ConnectorColumns.text(problem),
        "Move the file out of the archive, or read with option mode=PERMISSIVE, which continues and"
            + " reports the problem in column _problem.");
  }
}
