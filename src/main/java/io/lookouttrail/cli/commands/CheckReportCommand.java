package io.lookouttrail.cli.commands;

import io.lookouttrail.attest.keys.CertificatesFile;
import io.lookouttrail.attest.keys.PublicKeyFile;
import io.lookouttrail.cli.options.AuthorizationDetailsOption;
import io.lookouttrail.cli.options.OptionConverters;
import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.TimestampLibrary;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.steps.RemadeReport;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.DisplayWidth;
import io.lookouttrail.reports.check.CheckLine;
import io.lookouttrail.reports.check.FilesCheck;
import io.lookouttrail.reports.check.PublishedReport;
import io.lookouttrail.reports.check.SignatureCheck;
import io.lookouttrail.reports.check.TimestampCheck;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
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
      "  Also when, with the answer of a timestamp authority:",
      "    lookout-trail check-report ./reports/2025-09 --public-key public.pem \\",
      "      --add-timestamp answer.tsr --timestamp-ca authority.pem",
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

  @Option(
      names = "--timestamp-ca",
      paramLabel = "FILE",
      description =
          "Certificates in PEM that have to stand behind the timestamp: the root, and those between"
              + " it and the authority's.",
      order = 2)
  @Nullable Path timestampCa;

  @Option(
      names = "--add-timestamp",
      paramLabel = "FILE",
      description =
          "First add the answer of an authority to report.tsq, which --timestamp-request wrote.",
      order = 4)
  @Nullable Path addedTimestamp;

  @Mixin AuthorizationDetailsOption authorization = new AuthorizationDetailsOption();
  @Mixin ProgressOption progress = new ProgressOption();

  private final Console console;

  public CheckReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    Optional<PublicKey> key =
        Optional.ofNullable(publicKey).map(file -> new PublicKeyFile(file).read());
    Optional<List<X509Certificate>> trusted =
        Optional.ofNullable(timestampCa)
            .map(file -> new CertificatesFile(file, "--timestamp-ca").read());
    try (Session session = SparkSessions.open("check-report")) {
      PublishedReport report = PublishedReport.read(folder, session.hadoop());
      TimestampCheck timestamp = new TimestampCheck(report, trusted);
      if (addedTimestamp != null) {
        add(addedTimestamp, timestamp);
      }
      boolean wrong = print(FilesCheck.of(report));
      wrong |= print(new SignatureCheck(report, key).lines());
      wrong |= print(List.of(timestamp(timestamp)));
      if (tables != null) {
        wrong |= print(remade(report, session, tables));
      }
      return wrong ? ExitCode.FINDINGS : ExitCode.DONE;
    }
  }

  private static void add(Path answer, TimestampCheck timestamp) {
    TimestampLibrary.require("add the timestamp " + answer);
    byte[] content;
    try {
      content = Files.readAllBytes(answer);
    } catch (IOException e) {
      throw UserError.cannot(
          "add the timestamp " + answer,
          Files.exists(answer) ? "it is not a file that can be read" : "the file does not exist",
          "Check --add-timestamp.",
          e);
    }
    timestamp.add(content, answer.toString());
  }

  private static CheckLine timestamp(TimestampCheck timestamp) {
    try {
      return timestamp.line();
    } catch (NoClassDefFoundError e) {
      TimestampLibrary.require("check the timestamp");
      throw e;
    }
  }

  private List<CheckLine> remade(PublishedReport report, Session session, String uri) {
    return new RemadeReport(
            report,
            new TableStore(session, uri),
            authorization.read(session.hadoop()),
            console.clock(),
            console.progress(progress.style))
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
