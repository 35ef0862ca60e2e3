package io.lookouttrail.benchmark;

import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.SampleOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Benchmark of a whole {@code ingest} process over one archive: on the local disk, and in S3Proxy
 * with a latency of 50 ms. The tables are on the local disk in both cases.
 */
final class StoreBenchmark {
  private static final int LATENCY_MILLIS = 50;
  private static final int REPEATS = 3;
  private static final long JSON_BYTES = 2_070_000_000;
  private static final long FILE_BYTES = 6_500_000;
  private static final String BUCKET = "trail";
  private static final PrintStream OUT = System.out;

  private final Program program;
  private final Path folder;

  private StoreBenchmark(Program program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** One run: its seconds and the phases that the program prints. */
  private record Run(double seconds, String phases) {
    Run best(Run other) {
      return other.seconds < seconds ? other : this;
    }
  }

  static void run(Benchmarks.Options options) throws IOException, InterruptedException {
    Path folder = options.folder().resolve("store");
    Files.createDirectories(folder);
    Path archive = archive(folder);
    Path s3proxy = options.folder().resolveSibling("s3proxy/s3proxy.jar");
    try (SlowStore store = SlowStore.start(s3proxy, folder, LATENCY_MILLIS)) {
      store.upload(BUCKET, archive);
      new StoreBenchmark(Program.beside(options.folder()), folder).compare(archive, store);
    }
  }

  /** Returns an archive of about 800 files; makes it if it is missing. */
  private static Path archive(Path folder) throws IOException {
    Path made = folder.resolve("sample");
    Path complete = folder.resolve("sample.complete");
    if (!Files.exists(complete)) {
      new Sample(
              SampleOptions.in(made)
                  .months(1)
                  .accounts(1)
                  .regions(List.of("eu-central-1"))
                  .organization(Optional.empty())
                  .jsonBytes(JSON_BYTES)
                  .fileBytes(FILE_BYTES)
                  .digestHours(0)
                  .threads(BenchmarkSpark.CORES)
                  .overwrite(true)
                  .build())
          .write(Progress.SILENT);
      Files.createFile(complete);
    }
    return made.resolve(Sample.ARCHIVE);
  }

  private void compare(Path archive, SlowStore store) throws IOException, InterruptedException {
    explain(archive);
    Run disk = null;
    Run s3 = null;
    for (int i = 0; i < REPEATS; i++) {
      Run one = ingest(archive.toString(), List.of());
      disk = disk == null ? one : disk.best(one);
      Run other = ingest("s3a://" + BUCKET, store.options());
      s3 = s3 == null ? other : s3.best(other);
    }
    print("local disk", disk, 1);
    print("S3, 50 ms", s3, s3.seconds() / disk.seconds());
  }

  private Run ingest(String archive, List<String> conf) throws IOException, InterruptedException {
    Path tables = folder.resolve("tables");
    Folders.delete(tables);
    List<String> arguments =
        new ArrayList<>(List.of("--master", "local[" + BenchmarkSpark.CORES + "]"));
    arguments.addAll(conf);
    arguments.addAll(List.of("ingest", "--archive", archive, "--tables", tables.toString()));
    double seconds = program.seconds(arguments);
    try (Stream<String> lines = Files.lines(program.log())) {
      String phases = lines.filter(line -> line.startsWith("Time")).findFirst().orElse("");
      return new Run(seconds, phases.replaceFirst("^.*?: ", ""));
    }
  }

  private static void explain(Path archive) throws IOException {
    try (Stream<Path> found = Files.walk(archive)) {
      List<Path> files = found.filter(file -> file.toString().endsWith(".json.gz")).toList();
      long bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
      OUT.printf(
          Locale.ROOT,
          """
          Whole ingest process of %,d files, %,d MB, from start to exit, %d cores.
          S3: S3Proxy on this machine with %d ms latency. Best of %d, run in turns.
          %-12s %8s %6s  %s%n""",
          files.size(),
          bytes / 1_000_000,
          BenchmarkSpark.CORES,
          LATENCY_MILLIS,
          REPEATS,
          "archive",
          "seconds",
          "ratio",
          "phases");
    }
  }

  private static void print(String archive, Run run, double ratio) {
    OUT.printf(Locale.ROOT, "%-12s %8.1f %6.2f  %s%n", archive, run.seconds(), ratio, run.phases());
  }
}
