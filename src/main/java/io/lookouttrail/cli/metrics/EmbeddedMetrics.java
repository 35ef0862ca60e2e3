package io.lookouttrail.cli.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writer of a run's metrics in CloudWatch's embedded metric format: a log event on each line, one
 * for the run, one for each step, and one for each phase of a step.
 */
final class EmbeddedMetrics {
  private static final String NAMESPACE = "LookoutTrail";
  private static final JsonFactory JSON = new JsonFactory();

  private final RunMetrics run;
  private final StringBuilder lines = new StringBuilder();

  private EmbeddedMetrics(RunMetrics run) {
    this.run = run;
  }

  /** The log events, with {@code \n} after each line. */
  static String of(RunMetrics run) {
    EmbeddedMetrics writer = new EmbeddedMetrics(run);
    try {
      writer.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.lines.toString();
  }

  /** A value with its unit in CloudWatch. */
  private record Metric(double value, String unit) {}

  private void write() throws IOException {
    Map<String, Metric> ofRun = new LinkedHashMap<>();
    ofRun.put("ExitCode", new Metric(run.exitCode(), "None"));
    ofRun.put("Seconds", new Metric(run.seconds(), "Seconds"));
    event(dimensions(), ofRun);
    for (StepMetrics step : run.steps()) {
      Map<String, Metric> ofStep = new LinkedHashMap<>();
      step.measures()
          .forEach((measure, value) -> ofStep.put(measure.camelName(), new Metric(value, "Count")));
      event(dimensions("Step", step.step()), ofStep);
      for (Map.Entry<String, Double> phase : step.secondsByPhase().entrySet()) {
        event(
            dimensions("Step", step.step(), "Phase", phase.getKey()),
            Map.of("Seconds", new Metric(phase.getValue(), "Seconds")));
      }
    }
  }

  private Map<String, String> dimensions(String... more) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put("Command", run.command());
    for (int i = 0; i < more.length; i += 2) {
      dimensions.put(more[i], more[i + 1]);
    }
    return dimensions;
  }

  private void event(Map<String, String> dimensions, Map<String, Metric> metrics)
      throws IOException {
    if (metrics.isEmpty()) {
      return;
    }
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeObjectFieldStart("_aws");
      json.writeNumberField("Timestamp", run.finishedAt().toEpochMilli());
      json.writeArrayFieldStart("CloudWatchMetrics");
      directive(json, dimensions, metrics);
      json.writeEndArray();
      json.writeEndObject();
      for (Map.Entry<String, String> dimension : dimensions.entrySet()) {
        json.writeStringField(dimension.getKey(), dimension.getValue());
      }
      for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
        json.writeNumberField(metric.getKey(), metric.getValue().value());
      }
      json.writeEndObject();
    }
    lines.append(line).append('\n');
  }

  private static void directive(
      JsonGenerator json, Map<String, String> dimensions, Map<String, Metric> metrics)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("Namespace", NAMESPACE);
    json.writeArrayFieldStart("Dimensions");
    json.writeStartArray();
    for (String dimension : dimensions.keySet()) {
      json.writeString(dimension);
    }
    json.writeEndArray();
    json.writeEndArray();
    json.writeArrayFieldStart("Metrics");
    for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
      json.writeStartObject();
      json.writeStringField("Name", metric.getKey());
      json.writeStringField("Unit", metric.getValue().unit());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
