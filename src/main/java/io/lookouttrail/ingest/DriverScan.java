package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.FileGroup;
import io.lookouttrail.ingest.rows.FileGroupScanner;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.ingest.rows.StagedKind;
import io.lookouttrail.ingest.rows.TaskPacker;
import io.lookouttrail.run.ParallelWork;
import io.lookouttrail.run.Progress;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import io.lookouttrail.tasks.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Scan of a batch in threads of this process, without Spark. The rows stay in memory if they fit a
 * budget; otherwise they are staged in files, as Spark's tasks stage theirs.
 */
final class DriverScan {
  private final Configuration hadoop;
  private final ScanOptions options;
  private final RunStamp stamp;
  private final String folder;
  private final RowBudget budget;

  /**
   * @param folder folder of the staged rows, as a URI
   */
  DriverScan(
      Configuration hadoop, ScanOptions options, RunStamp stamp, String folder, RowBudget budget) {
    this.hadoop = hadoop;
    this.options = options;
    this.stamp = stamp;
    this.folder = folder;
    this.budget = budget;
  }

  /** The rows of one group of files. */
  private record Part(String name, CollectedRows rows, BatchStats stats) {
    ScanTaskResult stage() {
      return new ScanTaskResult(name, rows.stage(), stats);
    }
  }

  /** The rows of a batch and their counts. */
  static final class Result {
    private final List<Part> parts;
    private final BatchStats stats;
    private final boolean inMemory;
    private final int threads;

    private Result(List<Part> parts, boolean inMemory, int threads) {
      this.threads = threads;
      this.parts = parts;
      this.stats = BatchStats.of(parts.stream().map(Part::stats).toList());
      this.inMemory = inMemory;
    }

    BatchStats stats() {
      return stats;
    }

    /** Whether every row is in memory. */
    boolean isInMemory() {
      return inMemory;
    }

    /** The rows of a kind, where they are in memory. */
    List<Row> of(StagedKind kind) {
      return parts.stream().flatMap(part -> part.rows().of(kind).stream()).toList();
    }

    /** Puts every row into files. */
    List<ScanTaskResult> stage() {
      List<Callable<ScanTaskResult>> work = new ArrayList<>();
      parts.forEach(part -> work.add(part::stage));
      return ParallelWork.run(threads, work);
    }
  }

  /** Reads the files. */
  Result read(List<PendingFile> files, Progress.Phase phase) {
    ParquetRowFileFormat.Prepared staging = ParquetRowFileFormat.prepareStaging(hadoop);
    int threads = SparkMaster.of(hadoop).threads();
    long bytes = files.stream().mapToLong(file -> file.file().bytes()).sum();
    try (TaskProgress progress = new TaskProgress(phase, files.size(), bytes)) {
      List<Callable<Part>> work = new ArrayList<>();
      for (FileGroup group : TaskPacker.pack(files, threads)) {
        String name = Integer.toString(work.size());
        work.add(() -> read(group, name, staging, progress.counters()));
      }
      List<Part> parts = ParallelWork.run(threads, work);
      return new Result(parts, !budget.isExceeded(), threads);
    }
  }

  private Part read(
      FileGroup group,
      String name,
      ParquetRowFileFormat.Prepared staging,
      TaskProgress.Counters counters) {
    try (CollectedRows rows =
        new CollectedRows(
            budget,
            () -> new StagedFileWriters(staging.format(), staging.settings(), folder, name))) {
      FileGroupScanner scanner = new FileGroupScanner(options, stamp, hadoop, counters, rows);
      scanner.read(group, () -> Thread.currentThread().isInterrupted());
      return new Part(name, rows, scanner.stats());
    }
  }
}
