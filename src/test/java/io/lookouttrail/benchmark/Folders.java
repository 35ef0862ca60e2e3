package io.lookouttrail.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Helpers for the benchmarks' folders. */
final class Folders {
  private Folders() {}

  /** Deletes a folder with its content, if it exists. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Returns the number of log files in an archive. */
  static long files(Path archive) throws IOException {
    try (Stream<Path> found = Files.walk(archive)) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> name.contains("_CloudTrail_") && name.endsWith(".json.gz"))
          .count();
    }
  }
}
