package io.lookouttrail.cli.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run of a command did.
 *
 * @param exitCode the exit code of the process
 * @param steps the steps that ended, in order; a step that failed is not among them
 */
public record RunMetrics(
    String command, Instant startedAt, Instant finishedAt, int exitCode, List<StepMetrics> steps) {
  public RunMetrics {
    steps = List.copyOf(steps);
  }

  double seconds() {
    return Duration.between(startedAt, finishedAt).toMillis() / 1000.0;
  }
}
