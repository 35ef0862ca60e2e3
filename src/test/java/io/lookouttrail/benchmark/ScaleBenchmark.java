package io.lookouttrail.benchmark;

import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.archive.ArithmeticArchive;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.ingest.Packing;
import io.lookouttrail.tables.LedgerIndex;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Benchmark of the driver's work before the first task, for millions of files: listing, lookup in a
 * ledger that has nine files of ten, and packing of the rest into tasks. The store computes its
 * answers instead of storing objects.
 */
final class ScaleBenchmark {
  private static final int KNOWN_OF_TEN = 9;
  private static final PrintStream OUT = System.out;

  private ScaleBenchmark() {}

  /** Result of a step and its duration. */
  private record Timed<T>(T result, double seconds) {
    static <T> Timed<T> of(Supplier<T> step) {
      long start = System.nanoTime();
      T result = step.get();
      return new Timed<>(result, (System.nanoTime() - start) / 1e9);
    }
  }

  static void run(Benchmarks.Options options) {
    OUT.printf(
        Locale.ROOT,
        """
        Listing, lookup in a ledger of nine files of ten, packing of the rest; %d cores, at most \
        %,d MB of heap.
        kept: heap after a collection, with listing and ledger. B/file: heap of each alone.
        answers: seconds of the store's own computation, in one thread.
        %12s %8s %8s %8s %8s %8s %8s %8s %8s %8s %8s %8s%n""",
        BenchmarkSpark.CORES,
        Runtime.getRuntime().maxMemory() >> 20,
        "files",
        "answers",
        "list s",
        "B/file",
        "ledger s",
        "B/file",
        "subtr. s",
        "pack s",
        "batches",
        "tasks",
        "sent MB",
        "kept MB");
    options.events().forEach(ScaleBenchmark::measure);
  }

  private static void measure(long files) {
    ArithmeticArchive archive = new ArithmeticArchive(files);
    Timed<Long> answers = Timed.of(archive::answer);
    long before = heap();
    Timed<ArchiveListing> listing = Timed.of(archive::list);
    long listed = heap();
    Timed<LedgerIndex> ledger = Timed.of(() -> ledger(listing.result()));
    long indexed = heap();
    Timed<Packing> backlog = Timed.of(() -> new Packing(listing.result(), ledger.result()));
    Timed<Packing.Packed> packed = Timed.of(() -> backlog.result().pack(BenchmarkSpark.CORES));
    OUT.printf(
        Locale.ROOT,
        "%,12d %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %,8d %,8d %,8d %,8d%n",
        listing.result().fileCount(),
        answers.seconds(),
        listing.seconds(),
        (listed - before) / (double) archive.files(),
        ledger.seconds(),
        (indexed - listed) / (double) ledger.result().size(),
        backlog.seconds(),
        packed.seconds(),
        packed.result().batches(),
        packed.result().tasks(),
        packed.result().sentBytes() >> 20,
        indexed >> 20);
  }

  private static LedgerIndex ledger(ArchiveListing listing) {
    LedgerIndex ledger = new LedgerIndex();
    int place = 0;
    for (LogFile file : listing) {
      if (place++ % 10 < KNOWN_OF_TEN) {
        ledger.add(file.sourceFile(), Packing.entry(file));
      }
    }
    return ledger;
  }

  /** Returns the bytes in use after a collection. */
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
