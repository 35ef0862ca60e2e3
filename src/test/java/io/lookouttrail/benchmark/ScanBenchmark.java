package io.lookouttrail.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.lookouttrail.scan.body.NativeInflate;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Benchmark of the scan: a month's log files with few wanted records, and files in which every
 * record is wanted. It compares with zlib alone, DuckDB and Spark's JSON source.
 */
final class ScanBenchmark {
  private static final int REPEATS = 5;
  private static final PrintStream OUT = System.out;

  /** Source of the process's CPU time, which a busy machine changes less than wall time. */
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final List<Contender> contenders = new ArrayList<>();

  private ScanBenchmark() {}

  /** One way to read an archive. */
  private interface Reading {
    ScanCounts run() throws Exception;
  }

  /** Way to read an archive, with its best time and CPU time. */
  private static final class Contender {
    private final String name;
    private final Reading reading;
    private double bestSeconds = Double.MAX_VALUE;
    private double bestCpuSeconds = Double.MAX_VALUE;
    private ScanCounts counts = ScanCounts.NONE;

    Contender(String name, Reading reading) {
      this.name = name;
      this.reading = reading;
    }

    void run() throws Exception {
      System.gc();
      long cpuStart = MACHINE.getProcessCpuTime();
      long start = System.nanoTime();
      counts = reading.run();
      bestSeconds = Math.min(bestSeconds, (System.nanoTime() - start) / 1e9);
      bestCpuSeconds = Math.min(bestCpuSeconds, (MACHINE.getProcessCpuTime() - cpuStart) / 1e9);
    }

    void reset() {
      bestSeconds = Double.MAX_VALUE;
      bestCpuSeconds = Double.MAX_VALUE;
    }
  }

  static void run(Benchmarks.Options options) throws Exception {
    month(BenchmarkArchive.of(options.folder(), BenchmarkArchive.Shape.MONTH));
    allWanted(BenchmarkArchive.of(options.folder(), BenchmarkArchive.Shape.ALL_WANTED));
  }

  private static void month(BenchmarkArchive archive) throws Exception {
    ScanBenchmark benchmark = new ScanBenchmark();
    try (DuckDbScan duckDb = DuckDbScan.over(archive)) {
      Contender floor = benchmark.add("zlib alone", archive, () -> new Floor(false));
      Contender hashed = benchmark.add("zlib + SHA-256", archive, () -> new Floor(true));
      Contender ours = benchmark.add("scan", archive, () -> new OurScan(true, true));
      Contender bare = benchmark.add("scan --no-hash", archive, () -> new OurScan(false, true));
      Contender jdk = benchmark.add("scan, JDK's zlib", archive, () -> new OurScan(true, false));
      Contender bareJdk =
          benchmark.add("scan --no-hash, JDK's zlib", archive, () -> new OurScan(false, false));
      Contender duck = benchmark.add("DuckDB read_json", duckDb::count);
      benchmark.measure();
      List<Contender> spark = sparkOnce(archive);
      requireSameCounts(List.of(ours, bare, jdk, bareJdk, duck, spark.get(0), spark.get(1)));
      title("A month: few records are wanted", archive, ours.counts);
      print(List.of(floor, hashed, ours, bare, jdk, bareJdk, duck), ours.counts.inflatedBytes());
      print(spark, ours.counts.inflatedBytes());
      ratio("scan / zlib alone", floor, ours, 0.42);
      ratio("scan --no-hash / zlib alone", floor, bare, 0.58);
      ratio("scan / zlib + SHA-256", hashed, ours, 0);
      ratio("scan / the same with the JDK's zlib", jdk, ours, 0);
      ratio("scan --no-hash / the same with the JDK's zlib", bareJdk, bare, 0);
      ratio("scan / DuckDB", duck, ours, 2);
      ratio("scan --no-hash / DuckDB", duck, bare, 3);
      ratio("scan / Spark's JSON source", spark.get(0), ours, 10);
      ratio("scan / the same, eventSource alone", spark.get(1), ours, 0);
    }
  }

  private static void allWanted(BenchmarkArchive archive) throws Exception {
    ScanBenchmark benchmark = new ScanBenchmark();
    try (DuckDbScan duckDb = DuckDbScan.over(archive)) {
      Contender floor = benchmark.add("zlib alone", archive, () -> new Floor(false));
      Contender ours = benchmark.add("scan", archive, () -> new OurScan(true, true));
      Contender bare = benchmark.add("scan --no-hash", archive, () -> new OurScan(false, true));
      Contender duck = benchmark.add("DuckDB, the same fields", duckDb::parse);
      benchmark.measure();
      requireSameCounts(List.of(ours, bare, duck));
      title("Every record is wanted", archive, ours.counts);
      print(List.of(floor, ours, bare, duck), ours.counts.inflatedBytes());
      ratio("scan / DuckDB, the same fields", duck, ours, 1);
      ratio("scan --no-hash / DuckDB, the same fields", duck, bare, 1);
    }
  }

  private Contender add(String name, Reading reading) {
    Contender contender = new Contender(name, reading);
    contenders.add(contender);
    return contender;
  }

  private Contender add(
      String name, BenchmarkArchive archive, Supplier<InTwoThreads.Worker> workers) {
    return add(name, () -> InTwoThreads.run(archive.logs(), workers));
  }

  /**
   * Runs the contenders in turns, so that a slow phase of the machine affects all. The first round
   * warms up and does not count.
   */
  private void measure() throws Exception {
    for (int round = 0; round <= REPEATS; round++) {
      for (Contender contender : contenders) {
        contender.run();
        if (round == 0) {
          contender.reset();
        }
      }
    }
  }

  /** Measures Spark's JSON source with a pipeline's fields and with one field: a warm run each. */
  private static List<Contender> sparkOnce(BenchmarkArchive archive) throws Exception {
    SparkSession spark = BenchmarkSpark.open();
    try {
      SparkJsonScan scan = new SparkJsonScan(spark, archive);
      List<Contender> contenders =
          List.of(
              new Contender("Spark's JSON source", scan::fields),
              new Contender("Spark's JSON source, eventSource alone", scan::sources));
      for (Contender contender : contenders) {
        contender.run();
        contender.run();
      }
      return contenders;
    } finally {
      spark.stop();
    }
  }

  private static void requireSameCounts(List<Contender> readings) {
    ScanCounts first = readings.get(0).counts;
    for (Contender other : readings) {
      if (other.counts.records() != first.records() || other.counts.wanted() != first.wanted()) {
        throw new IllegalStateException(other.name + ": " + other.counts + ", not " + first);
      }
    }
  }

  private static void title(String title, BenchmarkArchive archive, ScanCounts counts) {
    OUT.printf(
        Locale.ROOT,
        "%n%s: %,d files, %,d MB stored, %,d MB JSON, %,d records, %,d wanted%n",
        title,
        archive.logs().size(),
        archive.storedBytes() / 1_000_000,
        counts.inflatedBytes() / 1_000_000,
        counts.records(),
        counts.wanted());
    OUT.printf(
        Locale.ROOT,
        "two threads, warm, best of %d, run in turns; libdeflate %s%n",
        REPEATS,
        NativeInflate.isAvailable() ? "in use" : "is not installed");
  }

  private static void print(List<Contender> readings, long inflatedBytes) {
    for (Contender reading : readings) {
      OUT.printf(
          Locale.ROOT,
          "%-42s %8.2f s %8.2f CPU s %8.0f MB/s%n",
          reading.name,
          reading.bestSeconds,
          reading.bestCpuSeconds,
          inflatedBytes / 1e6 / reading.bestSeconds);
    }
  }

  private static void ratio(String name, Contender peer, Contender ours, double target) {
    OUT.printf(
        Locale.ROOT,
        "%-42s %8.2f x %8.2f x by CPU%s%n",
        name,
        peer.bestSeconds / ours.bestSeconds,
        peer.bestCpuSeconds / ours.bestCpuSeconds,
        target == 0 ? "" : String.format(Locale.ROOT, "   (target: %.2f)", target));
  }
}
