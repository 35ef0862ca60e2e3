package io.lookouttrail.cli.terminal;

import io.lookouttrail.run.Progress;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The standard streams, environment and clock of a command.
 *
 * @param terminals which of the three streams are a terminal
 * @param columns the width of the terminal; 80 if it is unknown
 * @param environment the process's environment variables
 */
public record Console(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Clock clock,
    Set<Stream> terminals,
    int columns,
    Map<String, String> environment) {

  /** The three streams of a process. */
  public enum Stream {
    IN,
    OUT,
    ERR
  }

  private static final int DEFAULT_COLUMNS = 80;
  private static final int MIN_COLUMNS = 20;

  public Console {
    terminals = Set.copyOf(terminals);
    environment = Map.copyOf(environment);
  }

  /** The streams of the process, in UTF-8 whatever the locale is. */
  // A JDK whose console is never null cannot run Spark 4.
  @SuppressWarnings("SystemConsoleNull")
  public static Console ofProcess() {
    return new Console(
        System.in,
        utf8(System.out),
        utf8(System.err),
        Clock.systemUTC(),
        TerminalDetection.detect(System.getProperties(), System.getenv(), System.console() != null),
        TerminalDetection.columns(System.getProperties()).orElse(DEFAULT_COLUMNS),
        System.getenv());
  }

  public static Console captured(PrintWriter out, PrintWriter err, Clock clock) {
    return new Console(
        InputStream.nullInputStream(), out, err, clock, Set.of(), DEFAULT_COLUMNS, Map.of());
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }

  public boolean isTerminal(Stream stream) {
    return terminals.contains(stream);
  }

  /** The width to which results are cut; empty if standard output is not a terminal. */
  public OptionalInt outputColumns() {
    return isTerminal(Stream.OUT)
        ? OptionalInt.of(Math.max(MIN_COLUMNS, columns))
        : OptionalInt.empty();
  }

  /** Progress on standard error: one moving line on a terminal, plain lines elsewhere. */
  public Progress progress(ProgressStyle style) {
    return switch (style) {
      case NONE -> Progress.SILENT;
      case PLAIN -> TerminalProgress.plain(err, clock);
      case AUTO ->
          isTerminal(Stream.ERR)
              ? TerminalProgress.moving(err, clock, Math.max(MIN_COLUMNS, columns))
              : TerminalProgress.plain(err, clock);
    };
  }

  /** The program as the user starts it from the current folder; the launcher passes it on. */
  public String program() {
    return environment.getOrDefault("LOOKOUT_TRAIL_COMMAND", "lookout-trail");
  }

  /** The folder for files that stay after a run, such as the history of the prompt. */
  public Path stateFolder() {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.isEmpty()
            ? Path.of(System.getProperty("user.home", "."), ".local", "state")
            : Path.of(state);
    return base.resolve("lookout-trail");
  }
}
