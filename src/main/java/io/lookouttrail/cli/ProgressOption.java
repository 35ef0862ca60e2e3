package io.lookouttrail.cli;

import picocli.CommandLine.Option;

/** For commands with phases: how these are shown. */
final class ProgressOption {
  @Option(
      names = "--progress",
      paramLabel = "HOW",
      defaultValue = "auto",
      description =
          "auto (default: a moving line on a terminal, plain lines elsewhere), plain or none.",
      order = 900)
  ProgressStyle style = ProgressStyle.AUTO;
}
