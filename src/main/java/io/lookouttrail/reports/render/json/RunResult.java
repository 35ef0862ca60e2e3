package io.lookouttrail.reports.render.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Result of a run that makes a report, for schedulers that cannot see the exit code of the process.
 *
 * @param report the month or period of the report: {@code 2025-09}
 * @param command the name of the command
 * @param runId id of the run in {@code job_runs}
 * @param exitCode the exit code of the process
 * @param outcome the outcome in {@code job_runs}
 * @param message the error message; empty if there was no error
 * @param folder the location of the report; empty if none was published
 * @param counts further counts by name
 */
public record RunResult(
    String report,
    String command,
    String runId,
    int exitCode,
    String outcome,
    Optional<String> message,
    Optional<String> folder,
    SortedMap<String, Long> counts) {
  public RunResult {
    counts = new TreeMap<>(counts);
  }

  /** The result as a JSON object, in UTF-8. */
  public byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter json = new JsonWriter(bytes)) {
      json.object(() -> fields(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void fields(JsonWriter json) throws IOException {
    json.field("report", report);
    json.field("command", command);
    json.field("run_id", runId);
    json.field("exit_code", exitCode);
    json.field("outcome", outcome);
    json.field("message", message);
    json.field("folder", folder);
    json.object(
        "counts",
        () -> {
          for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.field(count.getKey(), count.getValue());
          }
        });
  }
}
