package io.lookouttrail.benchmark;

import com.sun.management.ThreadMXBean;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.FileSummary;
import io.lookouttrail.scan.LogFileReader;
import io.lookouttrail.scan.LogFileScan;
import io.lookouttrail.scan.ScanOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Benchmark of a task's memory during the scan of a file, for three file sizes. */
final class MemoryBenchmark {
  private static final PrintStream OUT = System.out;
  private static final double MEGABYTE = 1 << 20;
  private static final List<Long> SIZES = List.of(1L << 20, 100L << 20, 2L << 30);

  /** Minimum duration: a small file is scanned repeatedly, for enough garbage collections. */
  private static final long LEAST_NANOS = 3_000_000_000L;

  private final BenchmarkArchive archive;
  private final double inflation;

  private MemoryBenchmark(BenchmarkArchive archive, double inflation) {
    this.archive = archive;
    this.inflation = inflation;
  }

  static void run(Benchmarks.Options options) throws Exception {
    BenchmarkArchive archive = BenchmarkArchive.of(options.folder(), BenchmarkArchive.Shape.MONTH);
    ScanCounts floor = InTwoThreads.run(archive.logs(), () -> new Floor(false));
    MemoryBenchmark benchmark =
        new MemoryBenchmark(archive, (double) floor.inflatedBytes() / archive.storedBytes());
    OUT.printf(
        Locale.ROOT,
        """
        One thread scans and hashes a file. kept: maximum heap after a garbage collection, with
        the program's own objects. allocated: by the scan of the file.
        %14s %12s %10s %12s%n""",
        "inflated MB",
        "records",
        "kept MB",
        "alloc. MB");
    benchmark.scan(SIZES.get(0));
    for (long size : SIZES) {
      benchmark.measure(size);
    }
  }

  private void measure(long size) throws InterruptedException {
    try (HeapPeak peak = new HeapPeak()) {
      Scanning scanning = scan(size);
      OUT.printf(
          Locale.ROOT,
          "%,14.1f %,12d %10.2f %,12.1f%n",
          scanning.summary.inflatedBytes() / MEGABYTE,
          scanning.summary.records(),
          peak.kept() / MEGABYTE,
          scanning.allocatedBytes / MEGABYTE);
    }
  }

  /** Scans while another thread collects garbage, so that the heap shows only live objects. */
  private Scanning scan(long size) throws InterruptedException {
    Scanning scanning = new Scanning(members((long) (size / inflation)));
    Thread thread = new Thread(scanning, "scan");
    thread.start();
    while (thread.isAlive()) {
      System.gc();
      thread.join(10);
    }
    return scanning;
  }

  /** Task that scans the archive's files as one file of many gzip members. */
  private static final class Scanning implements Runnable {
    private final List<LogFile> members;
    private FileSummary summary =
        new FileSummary(0, Optional.empty(), 0, 0, 0, 0, Optional.empty());
    private long allocatedBytes;

    Scanning(List<LogFile> members) {
      this.members = members;
    }

    @Override
    public void run() {
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      ScanOptions options =
          new ScanOptions(
              Set.of(ScanOptions.LOOKOUT_FOR_VISION), ScanOptions.DEFAULT_MAX_FILE_BYTES, true);
      try (LogFileReader reader = new LogFileReader(new Configuration(false), options)) {
        long end = System.nanoTime() + LEAST_NANOS;
        do {
          long before = threads.getCurrentThreadAllocatedBytes();
          try (LogFileScan scan = reader.open(concatenated(members), 0, true)) {
            while (scan.advance()) {
              scan.current();
            }
            summary = scan.summary();
          }
          allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
        } while (System.nanoTime() < end);
      }
    }
  }

  /** Returns files of the archive whose total size is the given one or a little less. */
  private List<LogFile> members(long storedBytes) {
    List<LogFile> members = new ArrayList<>();
    long left = storedBytes;
    boolean more = true;
    while (more) {
      more = false;
      for (LogFile log : archive.logs()) {
        if (log.bytes() <= left) {
          members.add(log);
          left -= log.bytes();
          more = left > storedBytes / 20;
        }
      }
    }
    return members;
  }

  private static InputStream concatenated(List<LogFile> members) {
    List<InputStream> opened =
        new AbstractList<>() {
          @Override
          public InputStream get(int index) {
            try {
              return Files.newInputStream(BenchmarkArchive.pathOf(members.get(index)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }

          @Override
          public int size() {
            return members.size();
          }
        };
    return new SequenceInputStream(Collections.enumeration(opened));
  }
}
