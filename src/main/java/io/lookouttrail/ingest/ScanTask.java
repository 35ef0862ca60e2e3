package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.FileGroup;
import io.lookouttrail.ingest.rows.FileGroupScanner;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import io.lookouttrail.tasks.TaskProgress;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Task that reads groups of files, stages their rows, and returns a {@link ScanTaskResult}. */
final class ScanTask implements FlatMapFunction<Iterator<byte[]>, byte[]> {
  private static final long serialVersionUID = 1L;

  private final ScanOptions options;
  private final RunStamp stamp;
  private final ParquetRowFileFormat format;
  private final String folder;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final TaskProgress.Counters progress;

  /**
   * Creates the function that all tasks of a batch share.
   *
   * @param format file format of the staged rows
   * @param folder folder of the staged rows, as a URI
   * @param hadoop settings for reading the archive, with those of the format
   */
  ScanTask(
      ScanOptions options,
      RunStamp stamp,
      ParquetRowFileFormat format,
      String folder,
      Broadcast<SerializableConfiguration> hadoop,
      TaskProgress.Counters progress) {
    this.options = options;
    this.stamp = stamp;
    this.format = format;
    this.folder = folder;
    this.hadoop = hadoop;
    this.progress = progress;
  }

  @Override
  public Iterator<byte[]> call(Iterator<byte[]> groups) {
    Configuration configuration = hadoop.value().value();
    TaskContext task = TaskContext.get();
    // Unique for each attempt: of a task that runs twice, only the files of one attempt are used.
    String attempt = task.partitionId() + "-" + task.taskAttemptId();
    try (StagedFileWriters staged = new StagedFileWriters(format, configuration, folder, attempt)) {
      FileGroupScanner scan = new FileGroupScanner(options, stamp, configuration, progress, staged);
      while (groups.hasNext()) {
        scan.read(FileGroup.fromBytes(groups.next()), task::isInterrupted);
      }
      return List.of(new ScanTaskResult(attempt, staged.finish(), scan.stats()).toBytes())
          .iterator();
    }
  }
}
