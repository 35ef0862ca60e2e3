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
 * A month's archive with hourly signed digests: three accounts in two Regions, log files of at most
 * 2.5 MB of JSON. The product's sample makes it once.
 *
 * @param root value of {@code --archive}
 * @param publicKeys values of {@code --public-keys}
 * @param logs all log files
 * @param storedBytes stored bytes of the log files
 */
record DigestedArchive(Path root, List<Path> publicKeys, List<Path> logs, long storedBytes) {

  /**
   * Returns the archive of a size; makes it below the folder if it is missing.
   *
   * @param jsonBytes uncompressed bytes of all log files
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
    Path complete = folder.resolve("digested-" + jsonBytes + ".complete");
    if (!Files.exists(complete)) {
      Files.createDirectories(folder);
      new Sample(options).write(Progress.SILENT);
      Files.createFile(complete);
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
