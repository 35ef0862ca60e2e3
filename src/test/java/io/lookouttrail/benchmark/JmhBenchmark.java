package io.lookouttrail.benchmark;

import io.lookouttrail.archive.LogFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Runs the JMH benchmarks in {@code src/jmh}: each step of the scan, over one log file. */
final class JmhBenchmark {
  private JmhBenchmark() {}

  static void run(Benchmarks.Options options) throws Exception {
    List<LogFile> logs = BenchmarkArchive.of(options.folder(), BenchmarkArchive.Shape.MONTH).logs();
    LogFile largest = logs.stream().max(Comparator.comparing(LogFile::bytes)).orElseThrow();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "org.openjdk.jmh.Main",
            "-jvmArgsAppend",
            "-Dlookouttrail.log=" + BenchmarkArchive.pathOf(largest));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("JMH ended with exit code " + code);
    }
  }
}
