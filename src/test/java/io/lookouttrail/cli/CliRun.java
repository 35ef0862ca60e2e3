package io.lookouttrail.cli;

import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.run.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** A command line run in the test's own JVM, with what it wrote. */
public record CliRun(int code, String out, String err) {
  public static final Clock NEW_YEAR =
      Clock.fixed(Instant.parse("2026-01-01T00:30:00Z"), ZoneOffset.UTC);

  public static CliRun of(String... args) {
    return withInput("", args);
  }

  public static CliRun withInput(String input, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(args, console(input, out, err));
    return new CliRun(code, out.toString(), err.toString());
  }

  /** With commands of the test's own instead of the product's. */
  public static CliRun of(Callable<ExitCode> command, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = CommandTree.of(console("", out, err), List.of(command)).execute(args);
    return new CliRun(code, out.toString(), err.toString());
  }

  private static Console console(String input, StringWriter out, StringWriter err) {
    return new Console(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintWriter(out),
        new PrintWriter(err),
        NEW_YEAR,
        Set.of(),
        80,
        Map.of());
  }
}
