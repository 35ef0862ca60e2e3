package io.lookouttrail.cli.metrics;

import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file with the metrics of the last run, for a collector on this machine. It is replaced in one
 * step, so that a collector never reads half of it.
 *
 * @param path a name that ends in {@code .json} has CloudWatch's format, any other Prometheus's
 */
public record MetricsFile(Path path) {

  /**
   * Writes the file.
   *
   * @throws UserError where it cannot be written
   */
  public void write(RunMetrics run) {
    String text =
        path.toString().endsWith(".json") ? EmbeddedMetrics.of(run) : PrometheusText.of(run);
    Path target = path.toAbsolutePath();
    // Collectors read files by the end of their name.
    Path written = target.resolveSibling("." + target.getFileName() + ".writing");
    try {
      Files.writeString(written, text, StandardCharsets.UTF_8);
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw UserError.cannot(
          "write the metrics to " + path,
          Files.isDirectory(target) ? "it is a folder" : e.getClass().getSimpleName(),
          "Check --metrics, its folder and the permission to write there.",
          e);
    }
  }
}
