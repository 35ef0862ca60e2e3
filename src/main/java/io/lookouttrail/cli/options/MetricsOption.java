package io.lookouttrail.cli.options;

import io.lookouttrail.cli.metrics.MetricsFile;
import io.lookouttrail.cli.metrics.RunMetrics;
import io.lookouttrail.cli.metrics.StepMetrics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The file for the metrics of a run. */
public final class MetricsOption {
  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description =
          "At the end, write what the run did into this local file, also if it fails: Prometheus's"
              + " text format, or CloudWatch's embedded metric format if the name ends in .json.",
      order = 900)
  @Nullable Path file;

  private final List<StepMetrics> steps = new ArrayList<>();

  /** Notes a step that ended. */
  public void add(StepMetrics step) {
    steps.add(step);
  }

  /**
   * Writes the file, if one is asked for.
   *
   * @throws io.lookouttrail.run.UserError where it cannot be written
   */
  public void write(String command, Instant startedAt, Instant finishedAt, int exitCode) {
    if (file != null) {
      new MetricsFile(file).write(new RunMetrics(command, startedAt, finishedAt, exitCode, steps));
    }
  }

  public static Optional<MetricsOption> of(CommandLine command) {
    return command.getMixins().values().stream()
        .filter(MetricsOption.class::isInstance)
        .map(MetricsOption.class::cast)
        .findFirst();
  }
}
