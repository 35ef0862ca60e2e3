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
 * Archive for benchmarks: a month of one account in one Region. The product's sample makes it once.
 *
 * @param root value of {@code --archive}
 * @param logFolder folder that has only log files
 * @param logs the log files in the order of their names
 */
record BenchmarkArchive(Path root, Path logFolder, List<LogFile> logs) {
  /**
   * Size and content of an archive; an archive is reused only if its shape is the same.
   *
   * @param jsonBytes uncompressed bytes
   * @param fileBytes uncompressed bytes after which a file is closed
   * @param wantedShare share of Lookout for Vision's records, up to 1
   */
  record Shape(String name, long jsonBytes, long fileBytes, double wantedShare) {
    /** The archive of the hand-written pipeline: 2 GB in about 800 files, 0.5% wanted records. */
    static final Shape MONTH = new Shape("month", 2_070_000_000, 6_500_000, 0.005);

    /** Files of the same size in which every record is wanted. */
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

  /** Returns the archive of a shape; makes it below the folder if it is missing. */
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

  /** Returns the local path of a log file. */
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
