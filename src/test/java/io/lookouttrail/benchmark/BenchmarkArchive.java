package io.lookouttrail.benchmark;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.SampleOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An archive to measure over, made once by the product's sample and reused: a month of one account
 * in one Region.
 *
 * @param root what {@code --archive} would be given
 * @param logFolder where the log files lie, and nothing else
 * @param logs the log files in the order of their names
 */
record BenchmarkArchive(Path root, Path logFolder, List<LogFile> logs) {
  /**
   * What archive to make; one of the same name is reused only if it was made of the same.
   *
   * @param jsonBytes inflated bytes
   * @param fileBytes inflated bytes after which a file is closed
   * @param wantedShare the share of Lookout for Vision's records among all, up to 1
   */
  record Shape(String name, long jsonBytes, long fileBytes, double wantedShare) {
    /** What was measured with a hand-written pipeline: 2 GB in some 800 files, 0.5% wanted. */
    static final Shape MONTH = new Shape("month", 2_070_000_000, 6_500_000, 0.005);

    /** The same kind of files, of which every record is wanted. */
    static final Shape ALL_WANTED = new Shape("all-wanted", 300_000_000, 6_500_000, 1);

    private static final int RECORD_BYTES = 1_250;
    private static final int WEEKDAYS = 23;

    SampleOptions sampleIn(Path out) {
      double wanted = wantedShare * jsonBytes / RECORD_BYTES;
      SampleOptions.Builder options =
          SampleOptions.in(out)
              .months(1)
              .accounts(1)
              .regions(List.of("eu-central-1"))
              .organization(Optional.empty())
              .fileBytes(fileBytes)
              .digestHours(0)
              .threads(BenchmarkSpark.CORES)
              .detectionsPerDay((int) (wanted / WEEKDAYS))
              .overwrite(true);
      return (wantedShare < 1 ? options.jsonBytes(jsonBytes) : options.noise(0)).build();
    }
  }

  private static final String MADE_OF = "made-of.txt";

  /** Makes the archive below a folder, unless it lies there. */
  static BenchmarkArchive of(Path folder, Shape shape) throws IOException {
    Path out = folder.resolve("archive-" + shape.name());
    Path madeOf = folder.resolve("archive-" + shape.name() + "-" + MADE_OF);
    if (!Files.exists(madeOf) || !Files.readString(madeOf).equals(shape.toString())) {
      Files.createDirectories(folder);
      Files.deleteIfExists(madeOf);
      new Sample(shape.sampleIn(out)).write(Progress.SILENT);
      Files.writeString(madeOf, shape.toString());
    }
    Path root = out.resolve(Sample.ARCHIVE).toAbsolutePath();
    Path logs = logFolder(root);
    try (Stream<Path> files = Files.walk(logs)) {
      return new BenchmarkArchive(
          root,
          logs,
          files
              .filter(file -> file.toString().endsWith(".json.gz"))
              .sorted()
              .map(BenchmarkArchive::logFile)
              .toList());
    }
  }

  private static Path logFolder(Path root) throws IOException {
    try (Stream<Path> accounts = Files.list(root.resolve("AWSLogs"))) {
      return accounts.toList().get(0).resolve("CloudTrail");
    }
  }

  long storedBytes() {
    return logs.stream().mapToLong(LogFile::bytes).sum();
  }

  /** Where a log file of this archive lies. */
  static Path pathOf(LogFile log) {
    return Path.of(java.net.URI.create(log.path()));
  }

  private static LogFile logFile(Path file) {
    try {
      Instant modifiedAt = Files.getLastModifiedTime(file).toInstant();
      String uri = file.toUri().toString();
      return new LogFile(uri, uri, Files.size(file), modifiedAt, null, null, modifiedAt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
