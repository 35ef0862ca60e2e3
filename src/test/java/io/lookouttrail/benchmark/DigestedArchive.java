package io.lookouttrail.benchmark;

import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.SampleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A month's archive with signed digests by the hour, made once by the product's sample and kept:
 * three accounts in two Regions, log files of 2.5 MB of JSON at most.
 *
 * @param root what {@code --archive} is given
 * @param publicKeys what {@code --public-keys} are given
 * @param logs all log files
 * @param storedBytes of the log files
 */
record DigestedArchive(Path root, List<Path> publicKeys, List<Path> logs, long storedBytes) {

  /**
   * The archive of a size, made below a folder unless it lies there.
   *
   * @param jsonBytes inflated bytes of all log files
   */
  static DigestedArchive of(Path folder, long jsonBytes) throws IOException {
    Path out = folder.resolve("digested-" + jsonBytes);
    SampleOptions options =
        SampleOptions.in(out)
            .months(1)
            .jsonBytes(jsonBytes)
            .threads(BenchmarkSpark.CORES)
            .overwrite(true)
            .build();
    Path whole = folder.resolve("digested-" + jsonBytes + ".whole");
    if (!Files.exists(whole)) {
      Files.createDirectories(folder);
      new Sample(options).write(Progress.SILENT);
      Files.createFile(whole);
    }
    Path root = out.resolve(Sample.ARCHIVE).toAbsolutePath();
    List<Path> logs = logs(root);
    long storedBytes = 0;
    for (Path log : logs) {
      storedBytes += Files.size(log);
    }
    return new DigestedArchive(root, options.publicKeys(), logs, storedBytes);
  }

  private static List<Path> logs(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().contains("/CloudTrail/"))
          .filter(file -> file.toString().endsWith(".json.gz"))
          .sorted()
          .toList();
    }
  }
}
