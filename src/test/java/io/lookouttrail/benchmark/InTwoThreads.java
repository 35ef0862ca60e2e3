package io.lookouttrail.benchmark;

import io.lookouttrail.archive.LogFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs a worker over all files of an archive, in one thread for each core. */
final class InTwoThreads {
  private InTwoThreads() {}

  /** Work of one thread on a file; each thread has its own worker. */
  interface Worker extends AutoCloseable {
    ScanCounts read(LogFile log) throws Exception;

    @Override
    void close();
  }

  static ScanCounts run(List<LogFile> logs, Supplier<Worker> workers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(BenchmarkSpark.CORES);
    try {
      AtomicInteger next = new AtomicInteger();
      List<Future<ScanCounts>> parts = new ArrayList<>();
      for (int i = 0; i < BenchmarkSpark.CORES; i++) {
        parts.add(threads.submit(() -> run(logs, next, workers)));
      }
      ScanCounts counts = ScanCounts.NONE;
      for (Future<ScanCounts> part : parts) {
        counts = counts.plus(part.get());
      }
      return counts;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed", e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private static ScanCounts run(List<LogFile> logs, AtomicInteger next, Supplier<Worker> workers)
      throws Exception {
    ScanCounts counts = ScanCounts.NONE;
    try (Worker worker = workers.get()) {
      for (int i = next.getAndIncrement(); i < logs.size(); i = next.getAndIncrement()) {
        counts = counts.plus(worker.read(logs.get(i)));
      }
    }
    return counts;
  }
}
