package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.fixtures.SparkPath;
import io.lookouttrail.fixtures.SparkWork;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.integrity.VerifyJob;
import io.lookouttrail.integrity.VerifyOptions;
import io.lookouttrail.integrity.VerifyResult;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.RunId;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Verifies with and without Spark, over two copies of the same tables, and compares what is found:
 * the rows of digest_findings and the result, from which summary and exit code are made.
 */
final class VerifyBothWays {
  /** After the runs that a test makes through the command line. */
  private static final Instant STARTED = Instant.parse("2026-01-01T00:31:00Z");

  private static final AtomicInteger COPIES = new AtomicInteger();

  private VerifyBothWays() {}

  /** What one way finds. */
  private record Found(List<String> rows, VerifyResult result) {}

  /** Compares both ways, then runs the command line itself. */
  static CliRun of(String... line) {
    compare(line);
    return CliRun.of(line);
  }

  /** Compares both ways; leaves the tables of the command line as they are. */
  static void compare(String... line) {
    VerifyCommand command = new VerifyCommand(console());
    new CommandLine(command).parseArgs(Arrays.copyOfRange(line, 1, line.length));
    Found without =
        SparkWork.during(
            TestSpark.session(),
            () -> verify(command),
            work -> assertThat(work.jobs()).as("Spark jobs of a small verification").isZero());
    Found with;
    SparkPath always = SparkPath.ofRows();
    try {
      with =
          SparkWork.during(
              TestSpark.session(),
              () -> verify(command),
              work -> assertThat(work.jobs()).as("Spark jobs").isPositive());
    } finally {
      always.close();
    }
    assertThat(without.rows()).containsExactlyElementsOf(with.rows());
    assertThat(without.result()).isEqualTo(with.result());
  }

  private static Found verify(VerifyCommand command) {
    VerifyOptions options = command.options();
    TableStore store = new TableStore(TestSpark.session(), copyOf(command.tables.uri));
    RunContext run =
        new RunContext(new RunId("compared"), STARTED, CliRun.NEW_YEAR, Progress.SILENT);
    VerifyJob job = new VerifyJob(store, options, run);
    VerifyResult result;
    try (WriterLock lock = store.lock("test", Duration.ZERO, CliRun.NEW_YEAR)) {
      result = job.run(job.list(), lock);
    }
    return new Found(rows(store), withoutTimes(result));
  }

  private static List<String> rows(TableStore store) {
    return store.readDirect(DigestFindingsTable.SPEC).stream()
        .flatMap(
            version -> {
              Stream.Builder<String> rows = Stream.builder();
              version.read(
                  version.files(),
                  DigestFindingsTable.SPEC.schema(),
                  row -> rows.add(row.toString()));
              return rows.build();
            })
        .sorted()
        .toList();
  }

  private static VerifyResult withoutTimes(VerifyResult result) {
    return new VerifyResult(
        result.counts(),
        result.digestsRead(),
        result.logsFound(),
        result.logsHashed(),
        result.bytesHashed(),
        result.publicKeys(),
        result.withoutMetadata(),
        result.proven().stream()
            .sorted((one, other) -> one.toString().compareTo(other.toString()))
            .toList(),
        Map.of());
  }

  private static String copyOf(String tables) {
    Path from = Path.of(tables.startsWith("file:") ? URI.create(tables).getPath() : tables);
    Path to = from.resolveSibling(from.getFileName() + "-copy-" + COPIES.incrementAndGet());
    try {
      if (Files.exists(from)) {
        List<Path> all;
        try (Stream<Path> walked = Files.walk(from)) {
          all = walked.toList();
        }
        for (Path one : all) {
          Files.copy(one, to.resolve(from.relativize(one).toString()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to.toString();
  }

  private static Console console() {
    return new Console(
        new ByteArrayInputStream(new byte[0]),
        new PrintWriter(new StringWriter()),
        new PrintWriter(new StringWriter()),
        CliRun.NEW_YEAR,
        Set.of(),
        80,
        Map.of());
  }
}
