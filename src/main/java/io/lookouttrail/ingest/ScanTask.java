package io.lookouttrail.ingest;

import io.lookouttrail.archive.ScanOptions;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/** What a task does: reads its groups of files and gives their rows, one file after the other. */
final class ScanTask implements FlatMapFunction<Iterator<byte[]>, Row> {
  private static final long serialVersionUID = 1L;

  private final ScanOptions options;
  private final Stamp stamp;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final ReadingProgress.Meters meters;

  ScanTask(
      ScanOptions options,
      Stamp stamp,
      Broadcast<SerializableConfiguration> hadoop,
      ReadingProgress.Meters meters) {
    this.options = options;
    this.stamp = stamp;
    this.hadoop = hadoop;
    this.meters = meters;
  }

  @Override
  public Iterator<Row> call(Iterator<byte[]> groups) {
    return new ScannedRows(groups, options, stamp, hadoop.value().value(), meters);
  }
}
