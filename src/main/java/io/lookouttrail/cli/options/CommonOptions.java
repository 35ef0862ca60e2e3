package io.lookouttrail.cli.options;

import io.lookouttrail.cli.CommandTree;
import picocli.CommandLine.Option;

/** What every command takes; {@link CommandTree} adds it to each. */
public final class CommonOptions {
  @Option(names = "--help", usageHelp = true, description = "Show this help.", order = 1000)
  boolean help;

  @Option(
      names = "--stacktrace",
      description = "Print the trace of an error after its line.",
      order = 1000)
  public boolean stacktrace;
}
