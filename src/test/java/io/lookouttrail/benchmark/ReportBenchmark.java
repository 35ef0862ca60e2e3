package io.lookouttrail.benchmark;

import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * A whole month's report of so many events, beside DuckDB making nine of its tables from the same
 * files.
 */
final class ReportBenchmark {
  /** Up to so many events the best of several runs counts, above it a single one. */
  private static final long REPEATED_UP_TO = 1_000_000;

  private static final int REPEATS = 3;
  private static final PrintStream OUT = System.out;

  private final SparkSession spark;
  private final Path folder;
  private boolean cold = true;

  private ReportBenchmark(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  static void run(Benchmarks.Options options) throws IOException, SQLException {
    Path folder = options.folder().resolve("report");
    SparkSession spark = BenchmarkSpark.open();
    try {
      delete(folder);
      Files.createDirectories(folder);
      explain();
      ReportBenchmark benchmark = new ReportBenchmark(spark, folder);
      for (long events : options.events()) {
        benchmark.measure(events);
      }
    } finally {
      spark.stop();
      delete(folder);
    }
  }

  private static void explain() {
    OUT.printf(
        Locale.ROOT,
        """
        A month's report in every format, %d cores, %,d MB of heap at most.
        heap: the most in use at a collection's start; kept: the most that one left in use.
        in jobs: while at least one Spark job ran. DuckDB: nine of the report's tables, warm.
        %10s %6s %9s %8s %8s %6s %8s %8s %8s %9s%n""",
        BenchmarkSpark.CORES,
        Runtime.getRuntime().maxMemory() >> 20,
        "events",
        "files",
        "report s",
        "asking",
        "drawing",
        "jobs",
        "in jobs",
        "heap MB",
        "kept MB",
        "DuckDB s");
  }

  private void measure(long events) throws IOException, SQLException {
    Path tables = folder.resolve("tables-" + events);
    TableStore store = new TableStore(spark, tables.toString());
    AMonth.make(store, events);
    List<Path> files =
        Arrays.stream(
                spark.read().format("delta").load(store.path(EventsTable.SPEC.name())).inputFiles())
            .map(file -> Path.of(URI.create(file)))
            .toList();
    Path out = folder.resolve("out-" + events);
    if (cold) {
      cold = false;
      print(events, files.size(), ReportRun.measure(store, out), "(cold)");
    }
    int repeats = events <= REPEATED_UP_TO ? REPEATS : 1;
    ReportRun best =
        IntStream.range(0, repeats)
            .mapToObj(i -> ReportRun.measure(store, out))
            .min(Comparator.comparing(ReportRun::seconds))
            .orElseThrow();
    double duckDb = duckDbSeconds(files, repeats, best.totals());
    print(events, files.size(), best, String.format(Locale.ROOT, "%.2f", duckDb));
    delete(tables);
  }

  /** The shortest time, after one more run whose answers are held against the report's. */
  private static double duckDbSeconds(List<Path> files, int repeats, Map<String, Totals> report)
      throws SQLException {
    try (DuckDbSums duckDb = DuckDbSums.over(files, BenchmarkSpark.CORES)) {
      requireEqual(report, duckDb.ask());
      long best = Long.MAX_VALUE;
      for (int i = 0; i < repeats; i++) {
        long start = System.nanoTime();
        duckDb.ask();
        best = Math.min(best, System.nanoTime() - start);
      }
      return best / 1e9;
    }
  }

  private static void requireEqual(Map<String, Totals> report, Map<String, Totals> duckDb) {
    duckDb.forEach(
        (table, totals) -> {
          if (!report.get(table).like(totals).equals(totals)) {
            throw new IllegalStateException(
                "%s: the report has %s, DuckDB %s".formatted(table, report.get(table), totals));
          }
        });
  }

  private static void print(long events, int files, ReportRun run, String duckDb) {
    OUT.printf(
        Locale.ROOT,
        "%,10d %,6d %9.2f %8.2f %8.2f %6s %8.2f %,8d %,8d %9s%n",
        events,
        files,
        run.seconds(),
        run.askSeconds(),
        run.drawSeconds(),
        run.asking().jobs() + "+" + run.drawing().jobs(),
        (run.asking().millis() + run.drawing().millis()) / 1000.0,
        run.usedBytes() >> 20,
        run.keptBytes() >> 20,
        duckDb);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
