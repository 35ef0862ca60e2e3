package io.lookouttrail.benchmark;

import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.ingest.IngestResult;
import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Benchmark of the growth of each phase of an ingest with the number and the size of files: 1, 2, 4
 * and 8 times as many, then as large, for a month of one account. It runs in this JVM, warm.
 */
final class GrowthBenchmark {
  private static final List<Integer> TIMES = List.of(1, 2, 4, 8);
  private static final long JSON_BYTES = 40_000_000;
  private static final long FILE_BYTES = 20_000;
  private static final PrintStream OUT = System.out;

  private final SparkSession spark;
  private final Path folder;

  private GrowthBenchmark(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  static void run(Benchmarks.Options options) throws IOException {
    Path folder = options.folder().resolve("growth");
    Folders.delete(folder);
    Files.createDirectories(folder);
    SparkSession spark = BenchmarkSpark.open();
    try {
      GrowthBenchmark growth = new GrowthBenchmark(spark, folder);
      growth.ingest("warm", JSON_BYTES / 4, FILE_BYTES);
      growth.series("files", 1, 0);
      growth.series("bytes", 1, 1);
    } finally {
      spark.stop();
      Folders.delete(folder);
    }
  }

  /**
   * Measures one series and prints it.
   *
   * @param allPower exponent of the total size's growth
   * @param filePower exponent of a file's growth
   */
  private void series(String name, int allPower, int filePower) throws IOException {
    Map<Integer, IngestResult> results = new TreeMap<>();
    Set<String> phases = new LinkedHashSet<>();
    for (int times : TIMES) {
      IngestResult result =
          ingest(
              name + "-" + times,
              JSON_BYTES * (long) Math.pow(times, allPower),
              FILE_BYTES * (long) Math.pow(times, filePower));
      results.put(times, result);
      phases.addAll(result.secondsByPhase().keySet());
    }
    OUT.printf(
        Locale.ROOT, "%nGrowth of %s: seconds, and their ratio to the first.%n%-12s", name, "");
    results.forEach(
        (times, result) ->
            OUT.printf(
                Locale.ROOT,
                " %20s",
                "%,d files, %,d MB".formatted(result.filesRead(), result.bytesRead() / 1_000_000)));
    OUT.println();
    for (String phase : phases) {
      print(
          phase,
          results.values().stream()
              .map(it -> it.secondsByPhase().getOrDefault(phase, 0.0))
              .toList());
    }
    print(
        "all",
        results.values().stream()
            .map(it -> it.secondsByPhase().values().stream().mapToDouble(s -> s).sum())
            .toList());
  }

  private static void print(String phase, List<Double> seconds) {
    OUT.printf(Locale.ROOT, "%-12s", phase);
    for (double one : seconds) {
      OUT.printf(Locale.ROOT, " %12.2f %6.1fx", one, one / Math.max(0.001, seconds.get(0)));
    }
    OUT.println();
  }

  private IngestResult ingest(String name, long jsonBytes, long fileBytes) throws IOException {
    Path made = folder.resolve(name);
    new Sample(
            SampleOptions.in(made)
                .months(1)
                .accounts(1)
                .regions(List.of("eu-central-1"))
                .organization(Optional.empty())
                .jsonBytes(jsonBytes)
                .fileBytes(fileBytes)
                .digestHours(0)
                .threads(BenchmarkSpark.CORES)
                .build())
        .write(Progress.SILENT);
    TableStore store = new TableStore(spark, made.resolve("tables").toString());
    IngestResult result =
        new TestIngest(new TestArchive(made.resolve(Sample.ARCHIVE)), store).run();
    Folders.delete(made);
    return result;
  }
}
