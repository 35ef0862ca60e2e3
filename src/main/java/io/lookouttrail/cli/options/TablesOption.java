package io.lookouttrail.cli.options;

import picocli.CommandLine.Option;

/** The location of the tables. */
public final class TablesOption {
  @Option(
      names = "--tables",
      required = true,
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description = "The folder of the tables: a local path or a URI such as s3a://bucket/tables.",
      order = 2)
  public String uri = "";
}
