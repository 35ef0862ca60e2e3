package io.lookouttrail.integrity;

import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.TaskPacking;
import io.lookouttrail.integrity.chain.ChainSegment;
import io.lookouttrail.integrity.chain.ChainSegmentCodec;
import io.lookouttrail.integrity.chain.ChainSegmentPacker;
import io.lookouttrail.integrity.chain.DigestChainValidator;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.integrity.digest.HadoopDigestReader;
import io.lookouttrail.integrity.digest.WholeFileReader;
import io.lookouttrail.integrity.digest.WholeFileReader.ReadResult;
import io.lookouttrail.run.ParallelWork;
import io.lookouttrail.run.Progress;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tasks.TaskProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;

/** The reading of digests and log files in threads of this process. */
final class SmallTasks {
  /** Threads also wait for the store; with fewer, that shows in an object store. */
  private static final int MIN_THREADS = 8;

  private static final long MIN_TASK_BYTES = 1L << 20;
  private static final long MAX_TASK_BYTES = 8L << 20;
  private static final long OPENING_COST_BYTES = 32 * 1024;

  private final Configuration hadoop;
  private final Progress progress;
  private final int threads = Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors());

  SmallTasks(Configuration hadoop, Progress progress) {
    this.hadoop = hadoop;
    this.progress = progress;
  }

  /**
   * Validates all chains.
   *
   * @param most the most findings and entries for log files
   * @return empty where there are more
   */
  Optional<DigestResults> validateChains(
      ValidationContext context, ArchiveListing digests, long most) {
    long count = digests.fileCount();
    AtomicLong budget = new AtomicLong(most);
    DigestResults all = new DigestResults(budget);
    if (count > 0) {
      try (TaskProgress shown = new TaskProgress(progress.begin("check digests"), count, 0)) {
        List<Callable<DigestResults>> tasks = new ArrayList<>();
        for (byte[] parcel : ChainSegmentPacker.parcels(digests, count, threads)) {
          tasks.add(
              () -> validate(ChainSegmentCodec.decode(parcel), context, budget, shown.counters()));
        }
        ParallelWork.run(threads, tasks).forEach(all::addAll);
      }
    }
    return budget.get() < 0 ? Optional.empty() : Optional.of(all);
  }

  private DigestResults validate(
      List<ChainSegment> segments,
      ValidationContext context,
      AtomicLong budget,
      TaskProgress.Counters counters) {
    DigestResults results = new DigestResults(budget);
    try (HadoopDigestReader reader = new HadoopDigestReader(hadoop)) {
      for (ChainSegment segment : segments) {
        DigestChainValidator validator =
            new DigestChainValidator(segment, context, reader, results);
        while (budget.get() >= 0 && validator.advance()) {
          counters.files().add(1);
        }
        results.endSegment();
      }
    }
    return results;
  }

  /** Computes the hashes of log files, by canonical name. */
  Map<String, ReadResult> hash(List<LogFile> logs) {
    Map<String, ReadResult> hashes = new HashMap<>();
    if (logs.isEmpty()) {
      return hashes;
    }
    long bytes = logs.stream().mapToLong(LogFile::bytes).sum();
    long most =
        TaskPacking.maxWeight(
            bytes + logs.size() * OPENING_COST_BYTES, threads, MIN_TASK_BYTES, MAX_TASK_BYTES);
    try (TaskProgress shown =
        new TaskProgress(progress.begin("hash log files"), logs.size(), bytes)) {
      List<Callable<Map<String, ReadResult>>> tasks = new ArrayList<>();
      for (List<LogFile> part :
          TaskPacking.pack(logs, most, log -> log.bytes() + OPENING_COST_BYTES)) {
        tasks.add(() -> hash(part, shown.counters()));
      }
      ParallelWork.run(threads, tasks).forEach(hashes::putAll);
    }
    return hashes;
  }

  private Map<String, ReadResult> hash(List<LogFile> logs, TaskProgress.Counters counters) {
    Map<String, ReadResult> hashes = new HashMap<>();
    try (WholeFileReader reader = new WholeFileReader(hadoop, ScanOptions.DEFAULT_MAX_FILE_BYTES)) {
      for (LogFile log : logs) {
        hashes.put(log.sourceFile(), reader.hash(log));
        counters.files().add(1);
        counters.bytes().add(log.bytes());
      }
    }
    return hashes;
  }
}
