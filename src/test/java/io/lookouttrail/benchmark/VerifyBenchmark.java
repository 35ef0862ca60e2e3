package io.lookouttrail.benchmark;

import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Benchmark of {@code verify}: with every log file hashed again, compared with threads that only
 * hash; and after an ingest, when no log file has to be opened.
 */
final class VerifyBenchmark {
  private static final int FLOORS = 3;
  private static final int RUNS = 2;
  private static final double MAX_TIMES_FLOOR = 1.5;
  private static final double MAX_SECONDS = 20;
  private static final PrintStream OUT = System.out;

  private final Path folder;
  private final DigestedArchive archive;
  private final Program program;
  private final List<Run> runs = new ArrayList<>();

  private VerifyBenchmark(Path folder, DigestedArchive archive, Program program) {
    this.folder = folder;
    this.archive = archive;
    this.program = program;
  }

  /** Command that was run over the archive, with the duration of its process. */
  private record Run(String command, Path tables, double seconds) {}

  /** Run with its counts and phases in {@code job_runs}. */
  private record RecordedRun(Run run, Map<String, Long> counts, Map<String, Double> phases) {
    double working() {
      return phases.values().stream().mapToDouble(seconds -> seconds).sum();
    }

    double phase(String name) {
      return phases.getOrDefault(name, 0.0);
    }

    /** Returns the seconds without start-up and the writing of tables. */
    double checking() {
      return working() - phase("write");
    }
  }

  static void run(Benchmarks.Options options) throws Exception {
    Program program = Program.beside(options.folder());
    DigestedArchive archive = DigestedArchive.of(options.folder(), options.jsonBytes());
    Path folder = options.folder().resolve("verify");
    Folders.delete(folder);
    try {
      new VerifyBenchmark(folder, archive, program).measure();
    } finally {
      Folders.delete(folder);
    }
  }

  private void measure() throws Exception {
    HashFloor.Pass floor = floor();
    OUT.printf(
        Locale.ROOT,
        "%,d log files, %,.2f GB of JSON, %,.2f GB stored; %d threads%n",
        archive.logs().size(),
        floor.inflatedBytes() / 1e9,
        archive.storedBytes() / 1e9,
        BenchmarkSpark.CORES);
    OUT.printf(Locale.ROOT, "inflate + SHA-256 alone: %.2f s%n", floor.seconds());
    for (int i = 0; i < RUNS; i++) {
      run("verify --rehash", folder.resolve("rehash"), "verify", "--rehash");
    }
    run("ingest", folder.resolve("ingested"), "ingest");
    for (int i = 0; i < RUNS; i++) {
      run("verify", folder.resolve("ingested"), "verify");
    }
    List<RecordedRun> recorded = recordedRuns();
    print(recorded);
    printTargets(recorded, floor);
  }

  private HashFloor.Pass floor() throws Exception {
    HashFloor.Pass best = HashFloor.over(archive.logs());
    for (int i = 1; i < FLOORS; i++) {
      HashFloor.Pass pass = HashFloor.over(archive.logs());
      best = pass.seconds() < best.seconds() ? pass : best;
    }
    return best;
  }

  private void run(String name, Path tables, String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of("--master", "local[" + BenchmarkSpark.CORES + "]"));
    line.addAll(List.of(words));
    line.addAll(List.of("--archive", archive.root().toString()));
    line.addAll(List.of("--tables", tables.toAbsolutePath().toString()));
    if (words[0].equals("verify")) {
      line.add("--public-keys");
      archive.publicKeys().forEach(keys -> line.add(keys.toAbsolutePath().toString()));
    }
    runs.add(new Run(name, tables, program.seconds(line)));
  }

  /** Returns the runs with their rows of {@code job_runs}, which have the same order. */
  private List<RecordedRun> recordedRuns() throws IOException {
    SparkSession spark = BenchmarkSpark.open();
    try {
      Map<Path, List<Row>> rowsByTables = new TreeMap<>();
      List<RecordedRun> recorded = new ArrayList<>();
      for (Run run : runs) {
        List<Row> rows = rowsByTables.computeIfAbsent(run.tables(), tables -> rows(spark, tables));
        Row row = rows.remove(0);
        recorded.add(new RecordedRun(run, row.getJavaMap(0), row.getJavaMap(1)));
      }
      return recorded;
    } finally {
      spark.stop();
    }
  }

  private static List<Row> rows(SparkSession spark, Path tables) {
    return new ArrayList<>(
        new TableStore(spark, tables.toString())
            .read(JobRunsTable.SPEC)
            .orderBy("started_at")
            .select("counts", "seconds_by_phase")
            .collectAsList());
  }

  private static void print(List<RecordedRun> recorded) {
    for (RecordedRun one : recorded) {
      StringBuilder phases = new StringBuilder();
      new TreeMap<>(one.phases())
          .forEach(
              (phase, seconds) ->
                  phases.append(String.format(Locale.ROOT, ", %s %.2f", phase, seconds)));
      OUT.printf(
          Locale.ROOT,
          "%-16s %6.2f s, start and end %.2f%s%n",
          one.run().command(),
          one.run().seconds(),
          one.run().seconds() - one.working(),
          phases);
    }
  }

  private void printTargets(List<RecordedRun> recorded, HashFloor.Pass floor) {
    RecordedRun rehash = best(recorded, "verify --rehash");
    RecordedRun after = best(recorded, "verify");
    for (RecordedRun verified : List.of(rehash, after)) {
      requireAllValid(verified.counts());
    }
    OUT.printf(
        Locale.ROOT,
        "--rehash, hashing / floor: %.2f; all phases except start and write / floor: %.2f (at most %.1f)%n",
        rehash.phase("hash") / floor.seconds(),
        rehash.checking() / floor.seconds(),
        MAX_TIMES_FLOOR);
    OUT.printf(
        Locale.ROOT,
        "verify after ingest: %,d log files opened (at most 0), whole process %.1f s (at most %.0f)%n",
        after.counts().get("logs_hashed"),
        after.run().seconds(),
        MAX_SECONDS);
  }

  private static RecordedRun best(List<RecordedRun> recorded, String command) {
    return recorded.stream()
        .filter(one -> one.run().command().equals(command))
        .min(Comparator.comparingDouble(one -> one.run().seconds()))
        .orElseThrow();
  }

  /** Fails if a run did not validate every log file: an incomplete run is not comparable. */
  private void requireAllValid(Map<String, Long> counts) {
    long valid = counts.getOrDefault("log_" + State.VALID.label(), 0L);
    if (valid != archive.logs().size() || counts.get("high_findings") != 0) {
      throw new IllegalStateException(
          "not all %d log files are valid: %s".formatted(archive.logs().size(), counts));
    }
  }
}
