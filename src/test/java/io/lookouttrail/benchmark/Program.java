package io.lookouttrail.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The built program, run as a user runs it.
 *
 * @param launcher {@code bin/lookout-trail}
 * @param log what it writes goes here
 */
record Program(Path launcher, Path log) {

  /** The one that {@code mvn package} puts beside the benchmarks' folder. */
  static Program beside(Path folder) {
    Path launcher = folder.toAbsolutePath().resolveSibling("lookout-trail/bin/lookout-trail");
    if (!Files.isExecutable(launcher)) {
      throw new IllegalStateException(
          "there is no " + launcher + ": make it with 'mvn -q -DskipTests package' first");
    }
    return new Program(launcher, folder.resolve("program.log"));
  }

  /**
   * Runs a command, which must end in 0.
   *
   * @return seconds from the process's start to its exit
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
