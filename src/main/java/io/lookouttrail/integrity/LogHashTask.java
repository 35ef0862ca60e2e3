package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.LogFileCodec;
import io.lookouttrail.integrity.digest.WholeFileReader;
import io.lookouttrail.integrity.digest.WholeFileReader.Broken;
import io.lookouttrail.integrity.digest.WholeFileReader.Reading;
import io.lookouttrail.integrity.digest.WholeFileReader.Whole;
import io.lookouttrail.scan.ScanOptions;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** What a task does that takes the hashes of log files, one file after the other. */
final class LogHashTask implements FlatMapFunction<Iterator<byte[]>, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SerializableConfiguration> hadoop;
  private final VerifyProgress.Meters meters;

  LogHashTask(Broadcast<SerializableConfiguration> hadoop, VerifyProgress.Meters meters) {
    this.hadoop = hadoop;
    this.meters = meters;
  }

  @Override
  public Iterator<Row> call(Iterator<byte[]> parcels) {
    WholeFileReader reader =
        new WholeFileReader(hadoop.value().value(), ScanOptions.DEFAULT_MAX_FILE_BYTES);
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) ended -> reader.close());
    }
    return new Iterator<>() {
      private Iterator<LogFile> files = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!files.hasNext() && parcels.hasNext()) {
          files = LogFileCodec.decode(parcels.next()).iterator();
        }
        return files.hasNext();
      }

      @Override
      public Row next() {
        LogFile file = files.next();
        Row row = row(file, reader.hash(file));
        meters.files().add(1);
        meters.bytes().add(file.bytes());
        return row;
      }
    };
  }

  private static Row row(LogFile file, Reading reading) {
    if (reading instanceof Whole whole) {
      return RowFactory.create(file.sourceFile(), whole.sha256(), null);
    }
    String trouble =
        reading instanceof Broken broken
            ? broken.kind().label() + ": " + broken.detail()
            : "it went away while it was looked at";
    return RowFactory.create(file.sourceFile(), null, trouble);
  }
}
