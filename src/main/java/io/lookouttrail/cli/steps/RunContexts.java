package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.ProgressStyle;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.RunId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** How runs begin. */
public final class RunContexts {
  private RunContexts() {}

  public static RunContext begin(Console console, ProgressStyle style) {
    // To the microsecond, which is what a table can hold.
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.MICROS);
    return new RunContext(
        RunId.create(console.clock(), new SecureRandom()),
        now,
        console.clock(),
        console.progress(style));
  }

  /** The command line as it was given. */
  public static List<String> arguments(@Nullable CommandSpec spec) {
    return spec == null
        ? List.of()
        : List.copyOf(spec.root().commandLine().getParseResult().originalArgs());
  }
}
