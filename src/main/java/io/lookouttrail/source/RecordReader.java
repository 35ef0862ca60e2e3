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
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** The rows of a task's files, one file after the other. */
final class RecordReader implements PartitionReader<InternalRow> {
  private final Iterator<LogFile> files;
  private final ReadOptions.BadFiles badFiles;
  private final Function<ConnectorColumns.Source, InternalRow> project;
  private final LogFileReader reader;
  private final StoredFiles stored;
  private final ReadMetrics metrics = new ReadMetrics();

  private @Nullable LogFile file;
  private @Nullable LogFileScan scan;
  private @Nullable InternalRow current;

  RecordReader(
      List<LogFile> files,
      ScanOptions options,
      ReadOptions.BadFiles badFiles,
      Function<ConnectorColumns.Source, InternalRow> project,
      Configuration hadoop) {
    this.files = files.iterator();
    this.badFiles = badFiles;
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
      throw new IllegalStateException("no row: next() has not said true");
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

  private InternalRow row(LogFile of, ScanEntry finding) {
    if (finding instanceof ScanEntry.RecordEntry found) {
      metrics.recordTaken();
      return project.apply(
          new ConnectorColumns.Source(
              of, found.recordIndex(), Optional.of(found.record()), Optional.empty()));
    }
    Problem problem = ((ScanEntry.ProblemEntry) finding).problem();
    if (badFiles == ReadOptions.BadFiles.FAILFAST) {
      throw refusal(of, problem);
    }
    metrics.problemMet();
    Integer index = problem.recordIndex().isPresent() ? problem.recordIndex().getAsInt() : null;
    return project.apply(
        new ConnectorColumns.Source(of, index, Optional.empty(), Optional.of(problem)));
  }

  private static UserError refusal(LogFile file, Problem problem) {
    String record =
        problem.recordIndex().isPresent()
            ? "record " + problem.recordIndex().getAsInt() + " of "
            : "";
    return UserError.cannot(
        "read " + record + file.sourceFile(),
        ConnectorColumns.words(problem),
        "Take it out of the archive's path, or read with option mode=PERMISSIVE, which goes on"
            + " and tells of it in column _problem.");
  }
}
