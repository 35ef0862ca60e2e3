package io.lookouttrail.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the built program as a separate process, as a user does. */
public final class Launcher {
  public static final Path HOME = Path.of(System.getProperty("lookouttrail.home"));
  private static final long MOST_MINUTES = 5;

  private Path program = HOME.resolve("bin").resolve("lookout-trail");
  private Path folder = HOME;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * A process under way.
   *
   * @param err the file that its standard error goes to
   */
  public record Running(Process process, Path out, Path err) {
    public String errors() throws IOException {
      return Files.readString(err);
    }

    public Ended end() {
      try {
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException(process.info() + " did not end: " + errors());
        }
        Ended ended = new Ended(process.exitValue(), Files.readString(out), errors());
        Files.delete(out);
        Files.delete(err);
        return ended;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** What a process ended with. */
  public record Ended(int code, String out, String err) {}

  Launcher program(Path other) {
    program = other;
    return this;
  }

  Launcher in(Path workingFolder) {
    folder = workingFolder;
    return this;
  }

  public Launcher with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Ended run(String... args) {
    return withInput("", args);
  }

  Ended withInput(String input, String... args) {
    return start(input, args).end();
  }

  public Running start(String... args) {
    return start("", args);
  }

  private Running start(String input, String... args) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(args));
    try {
      Path out = Files.createTempFile("launcher", ".out");
      Path err = Files.createTempFile("launcher", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      return new Running(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
