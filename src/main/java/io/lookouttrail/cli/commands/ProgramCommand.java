package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.product.ProductVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program itself: its help and its version. */
@Command(
    name = "lookout-trail",
    versionProvider = ProductVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Turns an AWS CloudTrail archive into Delta tables that answer who did what.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Try 'lookout-trail COMMAND --help' for a command's options and examples.",
      "",
      "Spark's own options may stand anywhere: --master, --conf KEY=VALUE, --driver-memory,",
      "--properties-file, --packages, --jars and those of a cluster. Without them a run uses this",
      "machine: up to 16 cores, and 1 GiB of memory plus 1 GiB a core, at most half of what is there.",
      "",
      "Exit codes:",
      "  0  done",
      "  1  failed; every table stands at a whole commit, and running again completes",
      "  2  wrong usage",
      "  3  done, and something needs a person's eye; --findings-exit 0 makes it 0",
      "",
      "Environment:",
      "  JAVA_HOME               a JDK 17 or 21",
      "  LOOKOUT_TRAIL_OPTS      more flags for the Java virtual machine",
      "  LOOKOUT_TRAIL_CONF_DIR  a folder to take instead of conf/",
    })
public final class ProgramCommand {
  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  @Option(
      names = "--version",
      versionHelp = true,
      description = "Show the versions of Lookout Trail, Spark and Delta.")
  boolean version;
}
