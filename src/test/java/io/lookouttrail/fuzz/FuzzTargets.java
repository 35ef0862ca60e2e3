package io.lookouttrail.fuzz;

import io.lookouttrail.archive.KeyFuzz;
import io.lookouttrail.integrity.digest.DigestFuzz;
import io.lookouttrail.integrity.digest.KeysFuzz;
import io.lookouttrail.reports.findings.input.InputFuzz;
import io.lookouttrail.scan.GzipFuzz;
import io.lookouttrail.scan.RecordsFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fuzz targets, and the corpus of each: small valid inputs to begin with, and every input that
 * once failed. A target is a class with a method {@code fuzzerTestOneInput}, as Jazzer wants it.
 */
final class FuzzTargets {
  /**
   * A target.
   *
   * @param runs inputs that take about 100 seconds on two cores
   */
  record Target(Class<?> type, int runs) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  static final List<Target> ALL =
      List.of(
          new Target(GzipFuzz.class, 600_000),
          new Target(RecordsFuzz.class, 150_000),
          new Target(DigestFuzz.class, 6_000_000),
          new Target(KeysFuzz.class, 3_000_000),
          new Target(KeyFuzz.class, 1_000_000),
          new Target(InputFuzz.class, 120_000));

  private FuzzTargets() {}

  static Path corpus(Target target) {
    URL folder = FuzzTargets.class.getResource(target.type().getSimpleName());
    if (folder == null) {
      throw new IllegalStateException("no corpus for " + target);
    }
    try {
      return Path.of(folder.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Path> inputs(Target target) {
    try (Stream<Path> files = Files.list(corpus(target))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
