package io.lookouttrail.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both formats, read by their grammars. */
class MetricsFormatsTest {
  private static final Instant START = Instant.parse("2025-10-05T04:00:00Z");

  @TempDir Path folder;

  /** A line of the exposition format, version 0.0.4. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)"
              + "\\{((?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*)\\}"
              + " (-?[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?)");

  private static final Pattern COMMENT =
      Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");

  /** What AWS publishes for the embedded metric format. */
  private static final String EMF =
      """
      {"type": "object", "required": ["_aws"], "properties": {"_aws": {
        "type": "object", "required": ["Timestamp", "CloudWatchMetrics"], "properties": {
          "Timestamp": {"type": "integer"},
          "CloudWatchMetrics": {"type": "array", "minItems": 1, "items": {
            "type": "object", "required": ["Namespace", "Dimensions", "Metrics"], "properties": {
              "Namespace": {"type": "string", "minLength": 1, "maxLength": 1024},
              "Dimensions": {"type": "array", "minItems": 1, "items": {
                "type": "array", "minItems": 1, "maxItems": 30, "items": {
                  "type": "string", "minLength": 1, "maxLength": 250}}},
              "Metrics": {"type": "array", "minItems": 1, "maxItems": 100, "items": {
                "type": "object", "required": ["Name"], "properties": {
                  "Name": {"type": "string", "minLength": 1, "maxLength": 1024},
                  "Unit": {"enum": ["Seconds", "Count", "None"]}}}}}}}}}}}""";

  private static RunMetrics monthly(int exitCode) {
    return new RunMetrics(
        "monthly",
        START,
        START.plusMillis(61_500),
        exitCode,
        List.of(
            new StepMetrics(
                "ingest",
                new TreeMap<>(
                    Map.of(
                        "files_read", 7L, "records", 1_000_000L, "kept", 12L, "open_problems", 1L)),
                Map.of("scan", 1.25)),
            new StepMetrics("report", new TreeMap<>(Map.of("calls", 12L)), new LinkedHashMap<>())));
  }

  private static Map<String, String> prometheus(String text) {
    Map<String, String> samples = new LinkedHashMap<>();
    List<String> described = new ArrayList<>();
    assertThat(text).endsWith("\n");
    for (String line : text.lines().toList()) {
      Matcher comment = COMMENT.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (comment.matches()) {
        described.add(comment.group(1) + " " + comment.group(2));
      } else {
        assertThat(sample.matches()).as(line).isTrue();
        // Described once, before its samples, which stand together.
        assertThat(described)
            .endsWith("HELP " + sample.group(1), "TYPE " + sample.group(1))
            .doesNotHaveDuplicates();
        assertThat(samples.put(sample.group(1) + " " + sample.group(2), sample.group(3))).isNull();
      }
    }
    return samples;
  }

  private static List<JsonNode> emf(String text) throws IOException {
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(EMF);
    List<JsonNode> events = new ArrayList<>();
    assertThat(text).endsWith("\n");
    for (String line : text.lines().toList()) {
      JsonNode event = new ObjectMapper().readTree(line);
      assertThat(schema.validate(event)).isEmpty();
      for (JsonNode directive : event.at("/_aws/CloudWatchMetrics")) {
        for (JsonNode dimension : directive.at("/Dimensions/0")) {
          assertThat(event.get(dimension.textValue()).textValue()).isNotEmpty();
        }
        for (JsonNode metric : directive.get("Metrics")) {
          assertThat(event.get(metric.get("Name").textValue()).isNumber()).as(line).isTrue();
        }
      }
      events.add(event);
    }
    return events;
  }

  @Test
  void arePrometheusText() {
    String command = "command=\"monthly\"";
    assertThat(prometheus(PrometheusText.of(monthly(3))))
        .containsEntry("lookout_trail_exit_code " + command, "3")
        .containsEntry("lookout_trail_run_seconds " + command, "61.5")
        .containsEntry("lookout_trail_finished_timestamp_seconds " + command, "1.7596368615E9")
        .containsEntry("lookout_trail_files " + command + ",step=\"ingest\"", "7")
        .containsEntry("lookout_trail_records " + command + ",step=\"ingest\"", "1000000")
        .containsEntry("lookout_trail_events " + command + ",step=\"ingest\"", "12")
        .containsEntry("lookout_trail_events " + command + ",step=\"report\"", "12")
        .containsEntry("lookout_trail_problems " + command + ",step=\"ingest\"", "1")
        .containsEntry(
            "lookout_trail_phase_seconds " + command + ",step=\"ingest\",phase=\"scan\"", "1.25")
        .containsEntry(
            "lookout_trail_count " + command + ",step=\"ingest\",name=\"files_read\"", "7");
  }

  @Test
  void areEventsOfCloudWatch() throws IOException {
    List<JsonNode> events = emf(EmbeddedMetrics.of(monthly(1)));
    assertThat(events).hasSize(4);
    assertThat(events).allMatch(event -> event.get("Command").textValue().equals("monthly"));
    assertThat(events.get(0).get("ExitCode").intValue()).isEqualTo(1);
    assertThat(events.get(0).get("Seconds").doubleValue()).isEqualTo(61.5);
    assertThat(events.get(0).at("/_aws/Timestamp").longValue())
        .isEqualTo(START.plusMillis(61_500).toEpochMilli());
    assertThat(events.get(1).get("Step").textValue()).isEqualTo("ingest");
    assertThat(events.get(1).get("Files").intValue()).isEqualTo(7);
    assertThat(events.get(1).get("Problems").intValue()).isEqualTo(1);
    assertThat(events.get(2).get("Phase").textValue()).isEqualTo("scan");
    assertThat(events.get(3).get("Events").intValue()).isEqualTo(12);
  }

  @Test
  void areThereForARunThatDidNothing() throws IOException {
    RunMetrics failed = new RunMetrics("report", START, START, 1, List.of());
    assertThat(prometheus(PrometheusText.of(failed))).hasSize(3);
    assertThat(emf(EmbeddedMetrics.of(failed))).hasSize(1);
  }

  @Test
  void holdHostileTexts() throws IOException {
    String text = "a \"b\" \\ c\nd";
    RunMetrics run =
        new RunMetrics(
            text,
            START,
            START,
            0,
            List.of(new StepMetrics(text, new TreeMap<>(Map.of(text, 1L)), Map.of(text, 0.1))));
    assertThat(prometheus(PrometheusText.of(run))).hasSize(5);
    assertThat(emf(EmbeddedMetrics.of(run)).get(0).get("Command").textValue()).isEqualTo(text);
  }

  @Test
  void replaceTheFileOfTheRunBefore() throws IOException {
    for (String name : List.of("run.prom", "run.json", "run")) {
      MetricsFile file = new MetricsFile(folder.resolve(name));
      file.write(monthly(3));
      file.write(monthly(0));
      String text = Files.readString(folder.resolve(name));
      if (name.endsWith(".json")) {
        assertThat(emf(text).get(0).get("ExitCode").intValue()).isZero();
      } else {
        assertThat(prometheus(text))
            .containsEntry("lookout_trail_exit_code command=\"monthly\"", "0");
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .hasSameElementsAs(Set.of("run.prom", "run.json", "run"));
    }
  }

  @Test
  void sayWhereTheyCannotBeWritten() throws IOException {
    Path there = Files.createDirectories(folder.resolve("a folder/inside")).getParent();
    assertThatThrownBy(() -> new MetricsFile(there).write(monthly(0)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot write the metrics to " + there + ": it is a folder. ");
    Path nowhere = folder.resolve("nowhere/run.prom");
    assertThatThrownBy(() -> new MetricsFile(nowhere).write(monthly(0)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "Cannot write the metrics to " + nowhere + ": NoSuchFileException.");
  }
}
