package io.lookouttrail.benchmark;

import io.lookouttrail.run.ByteSize;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a benchmark by its name: {@code mvn -q -Pbenchmark test -Dbenchmark=report
 * -Dbenchmark.events=100000,1000000}.
 */
public final class Benchmarks {
  private static final Map<String, Benchmark> BY_NAME =
      Map.ofEntries(
          Map.entry("growth", GrowthBenchmark::run),
          Map.entry("ingest", IngestBenchmark::run),
          Map.entry("jmh", JmhBenchmark::run),
          Map.entry("memory", MemoryBenchmark::run),
          Map.entry("policy", PolicyBenchmark::run),
          Map.entry("report", ReportBenchmark::run),
          Map.entry("scale", ScaleBenchmark::run),
          Map.entry("scan", ScanBenchmark::run),
          Map.entry("small", SmallFilesBenchmark::run),
          Map.entry("small-jobs", SmallJobsBenchmark::run),
          Map.entry("store", StoreBenchmark::run),
          Map.entry("verify", VerifyBenchmark::run));

  private Benchmarks() {}

  /** Benchmark that prints its results. */
  @FunctionalInterface
  interface Benchmark {
    void run(Options options) throws Exception;
  }

  /**
   * Options of a benchmark.
   *
   * @param events numbers of events or files to measure with, in ascending order
   * @param jsonBytes uncompressed size of an archive
   * @param folder folder for archives and tables
   */
  record Options(List<Long> events, long jsonBytes, Path folder) {
    static Options parse(List<String> arguments) {
      Map<String, String> given = new HashMap<>();
      for (int i = 0; i + 1 < arguments.size(); i += 2) {
        given.put(arguments.get(i), arguments.get(i + 1));
      }
      return new Options(
          Arrays.stream(given.get("--events").split(",")).map(Long::valueOf).sorted().toList(),
          ByteSize.parse(given.get("--size")),
          Path.of(given.get("--folder")));
    }
  }

  /**
   * Runs benchmarks one after the other.
   *
   * @param arguments the benchmarks' names, separated by commas; {@code --events N,N}, {@code
   *     --size BYTES}, {@code --folder PATH}
   */
  public static void main(String[] arguments) throws Exception {
    List<String> names = arguments.length == 0 ? List.of() : List.of(arguments[0].split(","));
    if (names.isEmpty() || !BY_NAME.keySet().containsAll(names)) {
      throw new IllegalArgumentException("unknown benchmark; known: " + BY_NAME.keySet());
    }
    List<String> all = List.of(arguments);
    for (String name : names) {
      BY_NAME.get(name).run(Options.parse(all.subList(1, all.size())));
    }
  }
}
