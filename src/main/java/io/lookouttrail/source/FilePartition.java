package io.lookouttrail.source;

import io.lookouttrail.archive.LogFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * The files that one task reads.
 *
 * @param files in the order of the listing
 */
record FilePartition(List<LogFile> files) implements InputPartition {
  private static final long MIN_BYTES = 4L << 20;
  private static final long MAX_BYTES = 64L << 20;
  private static final int TASKS_PER_CORE = 4;

  /** What opening a file costs, in bytes that could be read meanwhile. */
  private static final long OPENING_BYTES = 64L << 10;

  FilePartition {
    files = new ArrayList<>(files);
  }

  /** Packs neighbours together: enough tasks to keep the cores busy, none too small to pay. */
  static InputPartition[] pack(List<LogFile> all, int cores) {
    long total = all.stream().mapToLong(FilePartition::weight).sum();
    long most = Math.max(MIN_BYTES, Math.min(MAX_BYTES, total / ((long) cores * TASKS_PER_CORE)));
    List<InputPartition> partitions = new ArrayList<>();
    List<LogFile> next = new ArrayList<>();
    long weight = 0;
    for (LogFile file : all) {
      if (!next.isEmpty() && weight + weight(file) > most) {
        partitions.add(new FilePartition(next));
        next.clear();
        weight = 0;
      }
      next.add(file);
      weight += weight(file);
    }
    if (!next.isEmpty()) {
      partitions.add(new FilePartition(next));
    }
    return partitions.toArray(InputPartition[]::new);
  }

  private static long weight(LogFile file) {
    return file.bytes() + OPENING_BYTES;
  }
}
