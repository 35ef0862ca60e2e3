package io.lookouttrail.ingest;

import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What a task does: reads its groups of files, lays their rows aside, and gives a {@link
 * ScanTaskResult}.
 */
final class ScanTask implements FlatMapFunction<Iterator<byte[]>, byte[]> {
  private static final long serialVersionUID = 1L;

  private final ScanOptions options;
  private final RunStamp stamp;
  private final ParquetRowFileFormat format;
  private final String folder;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final ScanProgress.Meters meters;

  /**
   * What all of a batch's tasks have in common.
   *
   * @param format how rows are laid aside
   * @param folder where, as a URI
   * @param hadoop settings for reading the archive, and those that the format wants
   */
  ScanTask(
      ScanOptions options,
      RunStamp stamp,
      ParquetRowFileFormat format,
      String folder,
      Broadcast<SerializableConfiguration> hadoop,
      ScanProgress.Meters meters) {
    this.options = options;
    this.stamp = stamp;
    this.format = format;
    this.folder = folder;
    this.hadoop = hadoop;
    this.meters = meters;
  }

  @Override
  public Iterator<byte[]> call(Iterator<byte[]> groups) {
    Configuration configuration = hadoop.value().value();
    TaskContext task = TaskContext.get();
    // Its own for each attempt: of a task that runs twice only one attempt's part is taken.
    String attempt = task.partitionId() + "-" + task.taskAttemptId();
    try (StagedFileWriters staged = new StagedFileWriters(format, configuration, folder, attempt)) {
      FileGroupScanner scan = new FileGroupScanner(options, stamp, configuration, meters, staged);
      while (groups.hasNext()) {
        scan.read(FileGroup.fromBytes(groups.next()), task);
      }
      return List.of(new ScanTaskResult(attempt, staged.finish(), scan.facts()).toBytes())
          .iterator();
    }
  }
}
