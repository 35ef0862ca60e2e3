package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.cli.options.LockOptions;
import io.lookouttrail.cli.options.MetricsOption;
import io.lookouttrail.cli.options.OutputOption;
import io.lookouttrail.cli.options.PeriodOptions;
import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.ReportContentOptions;
import io.lookouttrail.cli.options.SigningOptions;
import io.lookouttrail.cli.options.TablesOption;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.steps.CommandRuns;
import io.lookouttrail.cli.steps.RecordedRun;
import io.lookouttrail.cli.steps.ReportStep;
import io.lookouttrail.cli.steps.RunResultFile;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.RunTableVersions;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The report command: makes the report of a month or a period. */
@Command(
    name = "report",
    description = {
      "Reports usage and access of a month or a period from the tables.",
      "It writes a web page, a PDF, a workbook, CSV and JSON under OUT/YYYY-MM. A period has a column",
      "for each month. Standard output has only the report's folder. The exit code is 3 if something of",
      "these months is in quarantine, contradicts a digest, or does not add up.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  A month:",
      "    lookout-trail report --tables ./tables --out ./reports --month 2025-09",
      "",
      "  All months of the service, with the names of the accounts and an estimate of the cost:",
      "    lookout-trail report --tables ./tables --out ./reports --from-month 2021-02 \\",
      "      --to-month 2025-10 --accounts accounts.json --price-inference-hour 4",
      "",
      "  An old report again, from the tables as they were then:",
      "    lookout-trail report --tables ./tables --out ./again --month 2025-09 \\",
      "      --as-of 2025-10-05",
      "",
      "  The calls of another service:",
      "    lookout-trail report --tables ./tables --out ./reports --month last \\",
      "      --event-source rekognition.amazonaws.com",
    })
public final class ReportCommand implements Callable<ExitCode> {
  @Mixin TablesOption tables = new TablesOption();
  @Mixin OutputOption output = new OutputOption();
  @Mixin PeriodOptions months = new PeriodOptions();
  @Mixin ReportContentOptions choices = new ReportContentOptions();
  @Mixin SigningOptions signing = new SigningOptions();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin FindingsOption findings = new FindingsOption();
  @Mixin ProgressOption progress = new ProgressOption();
  @Mixin MetricsOption metrics = new MetricsOption();

  @Option(
      names = "--as-of",
      paramLabel = "RUN|TIME",
      description =
          "Report the tables as they were after a run: the id of a run, or a time (2025-10-05 or"
              + " 2025-10-05T04:00:00Z) for the last run that ended before it.",
      order = 30)
  @Nullable String asOf;

  @Option(names = "--overwrite", description = "Replace an existing report.", order = 4)
  boolean overwrite;

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    Period period = months.period(console.clock());
    choices.check(period, console.clock());
    signing.check();
    try (Session session = SparkSessions.open("report " + period)) {
      TableStore store = new TableStore(session, tables.uri);
      // Fails if there are no tables, before a folder is made and a run is recorded.
      store.requireReadable(IngestedFilesTable.SPEC);
      Configuration hadoop = session.hadoop();
      CommandRuns runs =
          new CommandRuns(store, console, progress.style, spec, lock.wait, metrics::add);
      ReportFolder folder = ReportFolder.at(output.uri, hadoop);
      return new RunResultFile(folder, ReportStep.COMMAND, period, findings, runs)
          .record(
              overwrite,
              () -> {
                ReportOptions options =
                    choices.read(period, hadoop, console.environment()).apply(versions(store));
                return report(runs, options, signing.signing(folder, console));
              });
    }
  }

  private RunResultFile.Result report(
      CommandRuns runs, ReportOptions options, ReportFolder folder) {
    RecordedRun run = runs.begin(ReportStep.COMMAND);
    ReportStep.Made made = new ReportStep(run, options, folder, overwrite, console.err()).make();
    made.summary().print(made, console.err());
    console.out().print(made.place() + "\n");
    return new RunResultFile.Result(made, made.code());
  }

  private Map<String, Long> versions(TableStore store) {
    return Optional.ofNullable(asOf)
        .map(text -> RunTableVersions.of(store, text.strip()).versions())
        .orElseGet(() -> AllTables.versions(store));
  }
}
