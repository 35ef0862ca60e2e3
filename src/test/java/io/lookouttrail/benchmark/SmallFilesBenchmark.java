package io.lookouttrail.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Benchmark of many tiny files, compared with the hand-written pipeline; of a second run without
 * new files; and of a month that is added to two years.
 */
final class SmallFilesBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int FILES = 200_000;

  private SmallFilesBenchmark() {}

  static void run(Benchmarks.Options options) throws IOException, InterruptedException {
    Path folder = options.folder().resolve("small");
    SparkSession spark = BenchmarkSpark.open();
    try {
      manyFiles(spark, folder);
      addOneMonth(spark, folder);
    } finally {
      spark.stop();
    }
  }

  private static void manyFiles(SparkSession spark, Path folder)
      throws IOException, InterruptedException {
    Path archive = folder.resolve("archive");
    if (!Files.exists(archive)) {
      Path making = folder.resolve("making");
      Folders.delete(making);
      SmallFiles.make(making, FILES);
      Files.move(making, archive);
    }
    Path tables = folder.resolve("tables");
    Folders.delete(tables);
    IngestProcess first = IngestProcess.run(spark, archive, tables);
    print("%,d files of about 1 kB".formatted(FILES), first);
    OUT.printf(
        Locale.ROOT,
        "  %,.0f files a second from start to exit, %,.0f after the start (target: 3,000)%n",
        FILES / first.seconds(),
        FILES / first.afterStart());
    IngestProcess again = IngestProcess.run(spark, archive, tables);
    print("second run, no new files", again);
    OUT.printf(Locale.ROOT, "  %.1f s after the start (target: 15)%n", again.afterStart());
    Folders.delete(tables);
    Path table = folder.resolve("pipeline");
    double pipeline = HandWrittenPipeline.run(spark, archive, table);
    Folders.delete(table);
    OUT.printf(
        Locale.ROOT,
        "hand-written pipeline: %.0f s, %.1f times the ingest (target: 10)%n",
        pipeline,
        pipeline / first.seconds());
  }

  private static void addOneMonth(SparkSession spark, Path folder)
      throws IOException, InterruptedException {
    Path years = folder.resolve("years");
    if (!Files.exists(years.resolve("truth"))) {
      String shape =
          "--overwrite --months 25 --noise 0.5 --digest-hours 0 --detections-per-day 20 --threads 2";
      List<String> arguments = new ArrayList<>(List.of("sample", "--out", years.toString()));
      arguments.addAll(List.of(shape.split(" ")));
      IngestProcess.launch(arguments);
    }
    Path archive = years.resolve("archive");
    Path tables = folder.resolve("tables-of-years");
    Folders.delete(tables);
    YearMonth last = YearMonth.of(2025, 10);
    IngestProcess.run(spark, archive, tables, "--month", last.minusMonths(24).toString());
    print(
        "second month, one month in the tables",
        IngestProcess.run(spark, archive, tables, "--month", last.minusMonths(23).toString()));
    print(
        "22 more months",
        IngestProcess.run(
            spark,
            archive,
            tables,
            "--from",
            last.minusMonths(22).atDay(1).toString(),
            "--to",
            last.minusMonths(1).atEndOfMonth().toString()));
    print(
        "25th month, two years in the tables",
        IngestProcess.run(spark, archive, tables, "--month", last.toString()));
    Folders.delete(tables);
  }

  private static void print(String what, IngestProcess run) {
    OUT.printf(Locale.ROOT, "%s: %.1f s%n  %s%n", what, run.seconds(), run.shares());
  }
}
