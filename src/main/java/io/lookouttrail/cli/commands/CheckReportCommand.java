package io.lookouttrail.cli.commands;

import io.lookouttrail.attest.keys.PublicKeyFile;
import io.lookouttrail.cli.options.OptionConverters;
import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.steps.RemadeReport;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.DisplayWidth;
import io.lookouttrail.reports.check.CheckLine;
import io.lookouttrail.reports.check.FilesCheck;
import io.lookouttrail.reports.check.PublishedReport;
import io.lookouttrail.reports.check.SignatureCheck;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The check-report command: checks that a report is whole, unchanged and signed. */
@Command(
    name = "check-report",
    description = {
      "Checks that the folder of a report is whole, unchanged, signed and timestamped.",
      "It prints a line for each check: ok, WRONG, or not checked. With --tables it makes the report",
      "again, from the table versions that the report names, and compares every byte. The exit code is",
      "3 if something does not hold.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Its checksums and files:",
      "    lookout-trail check-report ./reports/2025-09",
      "",
      "  Also who signed it:",
      "    lookout-trail check-report ./reports/2025-09 --public-key public.pem",
      "",
      "  Also that the tables still give it:",
      "    lookout-trail check-report s3a://reports-bucket/lookout/2025-09 \\",
      "      --tables s3a://tables-bucket/trail",
    })
public final class CheckReportCommand implements Callable<ExitCode> {
  @Parameters(
      paramLabel = "DIR",
      converter = OptionConverters.Location.class,
      description = "The folder of a report: a local path or a URI such as s3a://bucket/2025-09.")
  String folder = "";

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description =
          "The public key, or a certificate with it, whose signature the report has to have.",
      order = 1)
  @Nullable Path publicKey;

  @Option(
      names = "--tables",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description = "Make the report again from these tables, and compare every byte.",
      order = 3)
  @Nullable String tables;

  @Mixin ProgressOption progress = new ProgressOption();

  private final Console console;

  public CheckReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    Optional<PublicKey> key =
        Optional.ofNullable(publicKey).map(file -> new PublicKeyFile(file).read());
    try (Session session = SparkSessions.open("check-report")) {
      PublishedReport report = PublishedReport.read(folder, session.hadoop());
      boolean wrong = print(FilesCheck.of(report));
      wrong |= print(new SignatureCheck(report, key).lines());
      if (tables != null) {
        wrong |= print(remade(report, new TableStore(session, tables)));
      }
      return wrong ? ExitCode.FINDINGS : ExitCode.DONE;
    }
  }

  private List<CheckLine> remade(PublishedReport report, TableStore store) {
    return new RemadeReport(report, store, console.clock(), console.progress(progress.style))
        .lines();
  }

  /** Prints the lines, and returns whether something is wrong. */
  private boolean print(List<CheckLine> lines) {
    for (CheckLine line : lines) {
      console
          .out()
          .print(
              String.format(
                  Locale.ROOT,
                  "%-11s  %s\n",
                  line.state().label(),
                  DisplayWidth.visible(line.text())));
    }
    console.out().flush();
    return lines.stream().anyMatch(CheckLine::isWrong);
  }
}
