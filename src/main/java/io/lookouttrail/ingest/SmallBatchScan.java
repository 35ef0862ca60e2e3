package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.FileGroup;
import io.lookouttrail.ingest.rows.FileGroupScanner;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.ingest.rows.TaskPacker;
import io.lookouttrail.run.Progress;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tasks.DriverThreads;
import io.lookouttrail.tasks.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskKilledException;

/** Scan of a small batch in threads of this process, without Spark. */
final class SmallBatchScan {
  /** The most characters of rows that are kept, where the heap is large: about 500 MB of it. */
  private static final long MAX_CHARACTERS = 200L << 20;

  /** The part of the heap that has so many bytes as characters may be kept. */
  private static final long PART_OF_HEAP = 8;

  private final Configuration hadoop;
  private final ScanOptions options;
  private final RunStamp stamp;

  SmallBatchScan(Configuration hadoop, ScanOptions options, RunStamp stamp) {
    this.hadoop = hadoop;
    this.options = options;
    this.stamp = stamp;
  }

  /** The rows of a batch and their counts. */
  record Result(CollectedRows rows, BatchStats stats) {}

  /**
   * Reads the files.
   *
   * @return empty where their rows do not fit the memory
   */
  Optional<Result> read(List<PendingFile> files, Progress.Phase phase) {
    int threads = Runtime.getRuntime().availableProcessors();
    List<FileGroup> groups = TaskPacker.pack(files, threads);
    long bytes = files.stream().mapToLong(file -> file.file().bytes()).sum();
    AtomicLong budget =
        new AtomicLong(Math.min(MAX_CHARACTERS, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    try (TaskProgress progress = new TaskProgress(phase, files.size(), bytes)) {
      List<Callable<Result>> parts = new ArrayList<>();
      for (FileGroup group : groups) {
        parts.add(part(group, budget, progress.counters()));
      }
      CollectedRows rows = new CollectedRows(budget);
      List<BatchStats> stats = new ArrayList<>();
      for (Result result : DriverThreads.run(threads, parts)) {
        rows.addAll(result.rows());
        stats.add(result.stats());
      }
      return budget.get() < 0
          ? Optional.empty()
          : Optional.of(new Result(rows, BatchStats.of(stats)));
    } catch (TaskKilledException e) {
      // The rows did not fit, and the other threads stopped.
      return Optional.empty();
    }
  }

  private Callable<Result> part(
      FileGroup group, AtomicLong budget, TaskProgress.Counters counters) {
    return () -> {
      CollectedRows rows = new CollectedRows(budget);
      FileGroupScanner scanner = new FileGroupScanner(options, stamp, hadoop, counters, rows);
      scanner.read(group, () -> budget.get() < 0 || Thread.currentThread().isInterrupted());
      return new Result(rows, scanner.stats());
    };
  }
}
