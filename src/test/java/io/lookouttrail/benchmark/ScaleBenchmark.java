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
 * What a driver does before the first task, for millions of files: lists them, looks each up in a
 * ledger that knows nine of ten, and packs the rest into tasks. The store answers from arithmetic.
 */
final class ScaleBenchmark {
  private static final int KNOWN_OF_TEN = 9;
  private static final PrintStream OUT = System.out;

  private ScaleBenchmark() {}

  /** What came of a step, and how long it took. */
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
        Listing, subtracting a ledger of nine files of ten, packing the tenth; %d cores, %,d MB of \
        heap at most.
        kept: of heap, after a collection, with listing and ledger at hand; B/file: of each alone.
        answers: seconds that the store's arithmetic alone takes, on one thread.
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

  /** What is in use after a collection. */
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
