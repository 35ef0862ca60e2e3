package io.lookouttrail.cli.options;

import io.lookouttrail.cli.terminal.ProgressStyle;
import picocli.CommandLine.Option;

/** How a command shows its progress. */
public final class ProgressOption {
  @Option(
      names = "--progress",
      paramLabel = "HOW",
      defaultValue = "auto",
      description =
          "auto (default: a moving line on a terminal, plain lines elsewhere), plain or none.",
      order = 900)
  public ProgressStyle style = ProgressStyle.AUTO;
}
