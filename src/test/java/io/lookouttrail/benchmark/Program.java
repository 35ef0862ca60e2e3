package io.lookouttrail.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The built program, run through its launcher.
 *
 * @param launcher {@code bin/lookout-trail}
 * @param log file for its output
 */
record Program(Path launcher, Path log) {

  /** Returns the program that {@code mvn package} builds next to the benchmarks' folder. */
  static Program beside(Path folder) {
    Path launcher = folder.toAbsolutePath().resolveSibling("lookout-trail/bin/lookout-trail");
    if (!Files.isExecutable(launcher)) {
      throw new IllegalStateException(
          "Cannot run " + launcher + ": it does not exist. Build it: mvn -q -DskipTests package");
    }
    return new Program(launcher, folder.resolve("program.log"));
  }

  /**
   * Runs a command, whose exit code must be 0.
   *
   * @return seconds from the start of the process to its exit
   */
  double seconds(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    long start = System.nanoTime();
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (code != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " ended in " + code + ":\n" + Files.readString(log));
    }
    return seconds;
  }
}
