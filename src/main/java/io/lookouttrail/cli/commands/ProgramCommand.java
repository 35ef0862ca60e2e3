package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.product.ProductVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program without a command: prints its help or its version. */
@Command(
    name = "lookout-trail",
    versionProvider = ProductVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Turns an AWS CloudTrail archive into Delta tables and reports that show who did what.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Try 'lookout-trail COMMAND --help' for a command's options and examples.",
      "",
      "Options of Spark can be anywhere in the command line: --master, --conf KEY=VALUE,",
      "--driver-memory, --properties-file, --packages, --jars and those of a cluster. Without them a",
      "run uses this machine: up to 16 cores, and 1 GiB of memory plus 1 GiB for each core, at most",
      "half of the machine's memory.",
      "",
      "Exit codes:",
      "  0  done",
      "  1  failed; every table is at a complete commit: correct the cause, run the same command again",
      "  2  wrong usage",
      "  3  done, and something needs review; with --findings-exit 0 this is 0",
      "",
      "Environment:",
      "  JAVA_HOME               a JDK 17 or 21",
      "  LOOKOUT_TRAIL_OPTS      more flags for the Java virtual machine",
      "  LOOKOUT_TRAIL_CONF_DIR  a folder to use instead of conf/",
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
