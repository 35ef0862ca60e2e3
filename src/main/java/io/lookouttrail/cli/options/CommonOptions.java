package io.lookouttrail.cli.options;

import picocli.CommandLine.Option;

/** Options that every command has. */
public final class CommonOptions {
  @Option(names = "--help", usageHelp = true, description = "Show this help.", order = 1000)
  boolean help;

  @Option(
      names = "--stacktrace",
      description = "Print the stack trace of an error after its message.",
      order = 1000)
  public boolean stacktrace;
}
