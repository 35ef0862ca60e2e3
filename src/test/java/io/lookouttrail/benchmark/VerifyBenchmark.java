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
 * The proof of an archive: every log hashed again, beside plain threads that do nothing but that,
 * and after ingest, when no log is to be opened.
 */
final class VerifyBenchmark {
  private static final int FLOORS = 3;
  private static final int RUNS = 2;
  private static final double MOST_OF_FLOOR = 1.5;
  private static final double MOST_SECONDS = 20;
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

  /** A command that was run over the archive, and how long its process lived. */
  private record Run(String command, Path tables, double seconds) {}

  /** What the run noted of itself. */
  private record Noted(Run run, Map<String, Long> counts, Map<String, Double> phases) {
    double working() {
      return phases.values().stream().mapToDouble(seconds -> seconds).sum();
    }

    double phase(String name) {
      return phases.getOrDefault(name, 0.0);
    }

    /** All that is neither start-up nor the writing of tables. */
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
    List<Noted> noted = noted();
    print(noted);
    judge(noted, floor);
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

  /** What the tables tell of the runs, which are in the same order there. */
  private List<Noted> noted() throws IOException {
    SparkSession spark = BenchmarkSpark.open();
    try {
      Map<Path, List<Row>> told = new TreeMap<>();
      List<Noted> noted = new ArrayList<>();
      for (Run run : runs) {
        List<Row> rows = told.computeIfAbsent(run.tables(), tables -> rows(spark, tables));
        Row row = rows.remove(0);
        noted.add(new Noted(run, row.getJavaMap(0), row.getJavaMap(1)));
      }
      return noted;
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

  private static void print(List<Noted> noted) {
    for (Noted one : noted) {
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

  private void judge(List<Noted> noted, HashFloor.Pass floor) {
    Noted rehash = best(noted, "verify --rehash");
    Noted after = best(noted, "verify");
    for (Noted verified : List.of(rehash, after)) {
      requireAllValid(verified.counts());
    }
    OUT.printf(
        Locale.ROOT,
        "--rehash, its hashing / floor: %.2f; all but start and write / floor: %.2f (most: %.1f)%n",
        rehash.phase("hash") / floor.seconds(),
        rehash.checking() / floor.seconds(),
        MOST_OF_FLOOR);
    OUT.printf(
        Locale.ROOT,
        "verify after ingest: %,d log files opened (most: 0), whole process %.1f s (most: %.0f)%n",
        after.counts().get("logs_hashed"),
        after.run().seconds(),
        MOST_SECONDS);
  }

  private static Noted best(List<Noted> noted, String command) {
    return noted.stream()
        .filter(one -> one.run().command().equals(command))
        .min(Comparator.comparingDouble(one -> one.run().seconds()))
        .orElseThrow();
  }

  /** A check that leaves something out is quickly done. */
  private void requireAllValid(Map<String, Long> counts) {
    long valid = counts.getOrDefault("log_" + State.VALID.label(), 0L);
    if (valid != archive.logs().size() || counts.get("high_findings") != 0) {
      throw new IllegalStateException(
          "of %d log files, all as they were delivered: %s"
              .formatted(archive.logs().size(), counts));
    }
  }
}
