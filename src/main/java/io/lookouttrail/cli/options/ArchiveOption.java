package io.lookouttrail.cli.options;

import picocli.CommandLine.Option;

/** The location of the archive. */
public final class ArchiveOption {
  @Option(
      names = "--archive",
      required = true,
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "The archive: a bucket, a prefix, any folder of CloudTrail's layout, a flat folder of log"
              + " files or one file; a local path or a URI such as s3a://bucket/prefix.",
      order = 1)
  public String uri = "";
}
