package io.lookouttrail.source;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.LogFileCodec;
import io.lookouttrail.archive.TaskPacking;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** The files that one task reads, in the order of the listing. */
final class FilePartition implements InputPartition {
  private static final long serialVersionUID = 1L;

  private static final long MIN_TASK_BYTES = 4L << 20;
  private static final long MAX_TASK_BYTES = 64L << 20;

  /** Cost of opening a file, in bytes that could be read in that time. */
  private static final long OPENING_COST_BYTES = 64L << 10;

  private final byte[] encodedFiles;

  private FilePartition(List<LogFile> files) {
    encodedFiles = LogFileCodec.encode(files);
  }

  List<LogFile> files() {
    return LogFileCodec.decode(encodedFiles);
  }

  /** Packs files that are listed next to each other into the same partition. */
  static InputPartition[] pack(List<LogFile> files, int cores) {
    long total = files.stream().mapToLong(FilePartition::weight).sum();
    long maxWeight = TaskPacking.maxWeight(total, cores, MIN_TASK_BYTES, MAX_TASK_BYTES);
    return TaskPacking.pack(files, maxWeight, FilePartition::weight).stream()
        .map(FilePartition::new)
        .toArray(InputPartition[]::new);
  }

  private static long weight(LogFile file) {
    return file.bytes() + OPENING_COST_BYTES;
  }
}
