package io.lookouttrail.cli.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writer of a run's metrics in Prometheus's text format, for the textfile collector. */
final class PrometheusText {
  private static final String PREFIX = "lookout_trail_";

  private final RunMetrics run;
  private final StringBuilder text = new StringBuilder();

  private PrometheusText(RunMetrics run) {
    this.run = run;
  }

  /** The metrics as text, with {@code \n} after each line. */
  static String of(RunMetrics run) {
    PrometheusText writer = new PrometheusText(run);
    writer.write();
    return writer.text.toString();
  }

  /** A value with labels besides the command: names and values in turn. */
  private record Sample(List<String> labels, double value) {}

  private void write() {
    gauge("exit_code", "Exit code of the run.", List.of(sample(run.exitCode())));
    gauge("run_seconds", "Duration of the run.", List.of(sample(run.seconds())));
    gauge(
        "finished_timestamp_seconds",
        "Time at which the run ended, in seconds since 1970.",
        List.of(sample(run.finishedAt().toEpochMilli() / 1000.0)));
    for (Measure measure : Measure.values()) {
      gauge(
          measure.lowerName(),
          measure.help(),
          samples(
              step ->
                  measure.of(step.counts()).stream()
                      .map(value -> sample(value, "step", step.step()))
                      .toList()));
    }
    gauge("count", "A count of the step, as in job_runs.counts.", samples(PrometheusText::counts));
    gauge("phase_seconds", "Duration of a phase of the step.", samples(PrometheusText::phases));
  }

  private List<Sample> samples(Function<StepMetrics, List<Sample>> ofStep) {
    return run.steps().stream().flatMap(step -> ofStep.apply(step).stream()).toList();
  }

  private static List<Sample> counts(StepMetrics step) {
    List<Sample> samples = new ArrayList<>();
    step.counts()
        .forEach((name, value) -> samples.add(sample(value, "step", step.step(), "name", name)));
    return samples;
  }

  private static List<Sample> phases(StepMetrics step) {
    List<Sample> samples = new ArrayList<>();
    step.secondsByPhase()
        .forEach(
            (phase, seconds) -> samples.add(sample(seconds, "step", step.step(), "phase", phase)));
    return samples;
  }

  private static Sample sample(double value, String... labels) {
    return new Sample(List.of(labels), value);
  }

  /** Every value is that of the last run alone, so each metric is a gauge. */
  private void gauge(String name, String help, List<Sample> samples) {
    if (samples.isEmpty()) {
      return;
    }
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(" gauge\n");
    for (Sample sample : samples) {
      text.append(PREFIX).append(name).append("{command=").append(quoted(run.command()));
      for (int i = 0; i < sample.labels().size(); i += 2) {
        text.append(',').append(sample.labels().get(i)).append('=');
        text.append(quoted(sample.labels().get(i + 1)));
      }
      text.append("} ").append(number(sample.value())).append('\n');
    }
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
