package io.lookouttrail.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a whole process took.
 *
 * @param seconds from its start to its exit
 * @param cpuSeconds of all its threads, in user and system mode
 */
record ProcessCost(double seconds, double cpuSeconds) {
  /** What the shell's {@code times} prints of its children: minutes and seconds. */
  private static final Pattern TIMES =
      Pattern.compile("\\A.*\\n(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*\\z", Pattern.DOTALL);

  /**
   * Runs a command.
   *
   * @param log file for its output
   * @param codes the exit codes of a run that is done
   */
  static ProcessCost of(List<String> command, Path log, List<Integer> codes)
      throws IOException, InterruptedException {
    Path times = Files.createTempFile("benchmark", ".times");
    List<String> shell =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                "log=$1; shift; \"$@\" >\"$log\" 2>&1; code=$?; times; exit $code",
                "sh",
                log.toString()));
    shell.addAll(command);
    long start = System.nanoTime();
    int code = new ProcessBuilder(shell).redirectOutput(times.toFile()).start().waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!codes.contains(code)) {
      throw new IllegalStateException(
          String.join(" ", command) + " ended in " + code + ":\n" + Files.readString(log));
    }
    double cpu = cpuSeconds(Files.readString(times));
    Files.delete(times);
    return new ProcessCost(seconds, cpu);
  }

  private static double cpuSeconds(String times) {
    Matcher matcher = TIMES.matcher(times);
    if (!matcher.matches()) {
      throw new IllegalStateException("not what 'times' prints: " + times);
    }
    return 60 * Double.parseDouble(matcher.group(1))
        + Double.parseDouble(matcher.group(2))
        + 60 * Double.parseDouble(matcher.group(3))
        + Double.parseDouble(matcher.group(4));
  }

  /** The cheaper of two by its wall time. */
  ProcessCost or(ProcessCost other) {
    return other.seconds < seconds ? other : this;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f s, %.1f CPU s", seconds, cpuSeconds);
  }
}
