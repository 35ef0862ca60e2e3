package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.LogFileCodec;
import io.lookouttrail.integrity.digest.WholeFileReader;
import io.lookouttrail.integrity.digest.WholeFileReader.Complete;
import io.lookouttrail.integrity.digest.WholeFileReader.ReadResult;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tasks.TaskProgress;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Task that computes the hashes of log files, one file after the other. */
final class LogHashTask implements FlatMapFunction<Iterator<byte[]>, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SerializableConfiguration> hadoop;
  private final TaskProgress.Counters counters;

  LogHashTask(Broadcast<SerializableConfiguration> hadoop, TaskProgress.Counters counters) {
    this.hadoop = hadoop;
    this.counters = counters;
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
        counters.files().add(1);
        counters.bytes().add(file.bytes());
        return row;
      }
    };
  }

  private static Row row(LogFile file, ReadResult content) {
    return content instanceof Complete complete
        ? RowFactory.create(file.sourceFile(), complete.sha256(), null, complete.afterFirstMember())
        : RowFactory.create(file.sourceFile(), null, content.error(), "");
  }
}
