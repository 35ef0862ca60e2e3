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
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * Benchmark of a month's report, by number of events, compared with DuckDB queries for nine of its
 * tables over the same files.
 */
final class ReportBenchmark {
  /** Up to this number of events the best of several runs counts; above it there is one run. */
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
      Folders.delete(folder);
      Files.createDirectories(folder);
      explain();
      ReportBenchmark benchmark = new ReportBenchmark(spark, folder);
      for (long events : options.events()) {
        benchmark.measure(events);
      }
    } finally {
      spark.stop();
      Folders.delete(folder);
    }
  }

  private static void explain() {
    OUT.printf(
        Locale.ROOT,
        """
        A month's report in every format, %d cores, at most %,d MB of heap.
        heap: maximum in use at the start of a collection. kept: maximum after a collection.
        in jobs: seconds with at least one Spark job. DuckDB: nine of the report's tables, warm.
        Only the first report of a run is cold: give one number of events for a cold one of its size.
        %10s %6s %9s %8s %8s %8s %6s %8s %8s %8s %9s%n""",
        BenchmarkSpark.CORES,
        Runtime.getRuntime().maxMemory() >> 20,
        "events",
        "files",
        "report s",
        "query s",
        "render s",
        "CPU s",
        "jobs",
        "in jobs",
        "heap MB",
        "kept MB",
        "DuckDB s");
  }

  private void measure(long events) throws IOException, SQLException {
    Path tables = folder.resolve("tables-" + events);
    TableStore store = new TableStore(spark, tables.toString());
    SyntheticMonth.make(store, events);
    List<Path> files =
        Arrays.stream(
                spark.read().format("delta").load(store.path(EventsTable.SPEC.name())).inputFiles())
            .map(file -> Path.of(URI.create(file)))
            .toList();
    Path out = folder.resolve("out-" + events);
    Optional<ReportRun> first = Optional.empty();
    if (cold) {
      cold = false;
      first = Optional.of(ReportRun.measure(store, out));
      print(events, files.size(), first.get(), "(cold)");
    }
    int repeats = events <= REPEATED_UP_TO ? REPEATS : 1;
    ReportRun best =
        IntStream.range(0, repeats)
            .mapToObj(i -> ReportRun.measure(store, out))
            .min(Comparator.comparing(ReportRun::seconds))
            .orElseThrow();
    double duckDb = duckDbSeconds(files, repeats, best.totals());
    print(events, files.size(), best, String.format(Locale.ROOT, "%.2f", duckDb));
    first.ifPresent(run -> compare(events, run.seconds() / duckDb));
    Folders.delete(tables);
  }

  /** Prints whether a cold report takes at most the share of DuckDB's time that is the goal. */
  private static void compare(long events, double times) {
    double goal = events <= 100_000 ? 3 : events <= 1_000_000 ? 2 : 1.2;
    OUT.printf(
        Locale.ROOT,
        "%,d events: the cold report takes %.1f times DuckDB's time; goal: %.1f, %s%n",
        events,
        times,
        goal,
        times <= goal ? "met" : "not met");
  }

  /** Returns the shortest time, after a first run whose results must equal the report's. */
  private static double duckDbSeconds(List<Path> files, int repeats, Map<String, Totals> report)
      throws SQLException {
    try (DuckDbSums duckDb = DuckDbSums.over(files, BenchmarkSpark.CORES)) {
      requireEqual(report, duckDb.run());
      long best = Long.MAX_VALUE;
      for (int i = 0; i < repeats; i++) {
        long start = System.nanoTime();
        duckDb.run();
        best = Math.min(best, System.nanoTime() - start);
      }
      return best / 1e9;
    }
  }

  private static void requireEqual(Map<String, Totals> report, Map<String, Totals> duckDb) {
    duckDb.forEach(
        (table, totals) -> {
          if (!report.get(table).limitedTo(totals).equals(totals)) {
            throw new IllegalStateException(
                "%s: the report has %s, DuckDB %s".formatted(table, report.get(table), totals));
          }
        });
  }

  private static void print(long events, int files, ReportRun run, String duckDb) {
    OUT.printf(
        Locale.ROOT,
        "%,10d %,6d %9.2f %8.2f %8.2f %8.2f %6s %8.2f %,8d %,8d %9s%n",
        events,
        files,
        run.seconds(),
        run.querySeconds(),
        run.renderSeconds(),
        run.cpuSeconds(),
        run.querying().jobs() + "+" + run.rendering().jobs(),
        (run.querying().millis() + run.rendering().millis()) / 1000.0,
        run.usedBytes() >> 20,
        run.keptBytes() >> 20,
        duckDb);
  }
}
