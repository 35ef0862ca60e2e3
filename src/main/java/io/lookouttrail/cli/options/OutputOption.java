package io.lookouttrail.cli.options;

import picocli.CommandLine.Option;

/** The folder of the reports. */
public final class OutputOption {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "Where reports go: OUT/2025-09, OUT/2025-07_2025-09; a local path or a URI such as"
              + " s3a://bucket/reports.",
      order = 3)
  public String uri = "";
}
