package io.lookouttrail.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/** Benchmark of a whole ingest process, compared with the hand-written pipeline. */
final class IngestBenchmark {
  private static final PrintStream OUT = System.out;

  /** JSON of one month. */
  private static final int GIGABYTES_A_MONTH = 2;

  private IngestBenchmark() {}

  static void run(Benchmarks.Options options) throws IOException, InterruptedException {
    Path folder = options.folder().resolve("ingest");
    SparkSession spark = BenchmarkSpark.open();
    try {
      OUT.printf(
          Locale.ROOT,
          """
          ingest: the whole process, from start to exit, %d cores. pipeline: Spark's JSON source,
          filter and partitioned Delta table, without the start of Spark. Wall and CPU seconds.
          %8s %8s %10s %6s %11s %6s %9s %8s%n""",
          BenchmarkSpark.CORES,
          "JSON",
          "files",
          "ingest s",
          "CPU s",
          "pipeline s",
          "CPU s",
          "as fast",
          "target");
      String sizes = System.getProperty("benchmark.gigabytes", "2,8");
      for (int gigabytes : Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray()) {
        measure(spark, folder, gigabytes);
      }
    } finally {
      spark.stop();
    }
  }

  private static void measure(SparkSession spark, Path folder, int gigabytes)
      throws IOException, InterruptedException {
    Path archive = archive(folder, gigabytes);
    Path tables = folder.resolve("tables");
    Folders.delete(tables);
    IngestProcess ours = IngestProcess.run(spark, archive, tables);
    Folders.delete(tables);
    Path table = folder.resolve("pipeline");
    Duration before = processCpu();
    double pipeline = HandWrittenPipeline.run(spark, archive, table);
    Duration pipelineCpu = processCpu().minus(before);
    Folders.delete(table);
    OUT.printf(
        Locale.ROOT,
        "%5d GB %,8d %10.1f %6.1f %11.1f %6.1f %8.2fx %7dx%n         %s%n",
        gigabytes,
        Folders.files(archive),
        ours.seconds(),
        ours.cost().cpuSeconds(),
        pipeline,
        pipelineCpu.toMillis() / 1000.0,
        pipeline / ours.seconds(),
        timesAsFast(gigabytes),
        ours.shares());
  }

  /** Returns how many times as fast as the pipeline an ingest shall be. */
  private static int timesAsFast(int gigabytes) {
    if (gigabytes < 8) {
      return 2;
    }
    return gigabytes < 30 ? 3 : 5;
  }

  /** Returns the processor time of this process; its children's is not in it. */
  private static Duration processCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  /** Returns the archive of a size; makes it if it is missing. */
  private static Path archive(Path folder, int gigabytes) throws IOException, InterruptedException {
    Path sample = folder.resolve(gigabytes + "GB");
    if (!Files.exists(sample.resolve("truth"))) {
      int months = Math.max(1, gigabytes / GIGABYTES_A_MONTH);
      String shape =
          "--overwrite --size %dGB --months %d --threads 2 --digest-hours 0 --accounts 1"
              + " --regions us-east-1 --organization none --detections-per-day 300";
      List<String> arguments = new ArrayList<>(List.of("sample", "--out", sample.toString()));
      arguments.addAll(List.of(shape.formatted(gigabytes, months).split(" ")));
      IngestProcess.launch(arguments);
    }
    return sample.resolve("archive");
  }
}
