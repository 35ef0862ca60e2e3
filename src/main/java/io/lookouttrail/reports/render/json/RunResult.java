package io.lookouttrail.reports.render.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a run that reports ended, for who cannot see the process's exit status.
 *
 * @param report the report's month or period: {@code 2025-09}
 * @param command the command's name
 * @param exitCode as the process ends with it
 * @param outcome as in {@code job_runs}
 * @param message the error's line; empty where there was none
 * @param folder where the report lies; empty where none was published
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
