package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.ArchiveOption;
import io.lookouttrail.cli.options.DatabaseOption;
import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.cli.options.LockOptions;
import io.lookouttrail.cli.options.MetricsOption;
import io.lookouttrail.cli.options.OneMonthOption;
import io.lookouttrail.cli.options.OutputOption;
import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.PublicKeysOption;
import io.lookouttrail.cli.options.ReportContentOptions;
import io.lookouttrail.cli.options.SigningOptions;
import io.lookouttrail.cli.options.TablesOption;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.steps.CommandRuns;
import io.lookouttrail.cli.steps.IngestStep;
import io.lookouttrail.cli.steps.IngestSummary;
import io.lookouttrail.cli.steps.RecordedRun;
import io.lookouttrail.cli.steps.ReportStep;
import io.lookouttrail.cli.steps.RunResultFile;
import io.lookouttrail.cli.steps.VerifyStep;
import io.lookouttrail.cli.steps.VerifySummary;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.ingest.IngestOptions;
import io.lookouttrail.ingest.IngestResult;
import io.lookouttrail.integrity.VerifyOptions;
import io.lookouttrail.integrity.VerifyResult;
import io.lookouttrail.reports.findings.AcceptedRewrites;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.CatalogDatabase;
import io.lookouttrail.tables.TableStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The monthly command: ingests, verifies and reports one month. */
@Command(
    name = "monthly",
    description = {
      "Ingests a month, verifies it if keys are given, and reports it, as one job.",
      "It writes the report whatever ingest and verify find, and replaces an earlier report of that",
      "month as a whole. The exit code is the highest of the steps' exit codes; OUT/_RESULT.json has it",
      "too. Standard output has only the report's folder.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  On the fifth of each month:",
      "    lookout-trail monthly --archive s3a://trail-bucket \\",
      "      --tables s3a://tables-bucket/trail --out s3a://reports-bucket/lookout",
      "",
      "  A month again, after files were restored:",
      "    lookout-trail monthly --archive ./AWSLogs --tables ./tables --out ./reports \\",
      "      --month 2025-09 --retry-quarantined",
    })
public final class MonthlyCommand implements Callable<ExitCode> {
  private static final String COMMAND = "monthly";

  @Mixin ArchiveOption archive = new ArchiveOption();
  @Mixin TablesOption tables = new TablesOption();
  @Mixin OutputOption output = new OutputOption();
  @Mixin OneMonthOption month = new OneMonthOption();
  @Mixin PublicKeysOption publicKeys = new PublicKeysOption();
  @Mixin ReportContentOptions choices = new ReportContentOptions();
  @Mixin SigningOptions signing = new SigningOptions();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin FindingsOption findings = new FindingsOption();
  @Mixin ProgressOption progress = new ProgressOption();
  @Mixin MetricsOption metrics = new MetricsOption();

  @Option(
      names = "--retry-quarantined",
      description = "Read files again that have an open problem in the table quarantine.",
      order = 30)
  boolean retryQuarantined;

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  public MonthlyCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    Period period = month.period(console.clock());
    choices.check(period, console.clock());
    signing.check();
    try (Session session = database.open("monthly " + period)) {
      TableStore store = new TableStore(session, tables.uri);
      Configuration hadoop = session.hadoop();
      CommandRuns runs =
          new CommandRuns(store, console, progress.style, spec, lock.wait, metrics::add);
      ReportFolder folder = ReportFolder.at(output.uri, hadoop);
      return new RunResultFile(folder, COMMAND, period, findings, runs)
          .record(
              true,
              () -> {
                // The report's files are read first: a mistyped name must not cost an ingest.
                Function<Map<String, Long>, ReportOptions> options =
                    choices.read(period, hadoop, console.environment());
                ReportFolder signed = signing.signing(folder, console);
                Optional<CatalogDatabase> registered = database.database(store);
                AcceptedRewrites accepted =
                    new AcceptedRewrites(
                        choices.acceptedFindings(hadoop), period.to().atEndOfMonth());
                ExitCode ingested = ingest(runs, period, accepted);
                ExitCode verified = verify(runs, period);
                ReportStep.Made made =
                    report(runs, signed, options.apply(AllTables.versions(store)));
                // Last, so that the report is there even if the catalog fails.
                registered.ifPresent(CatalogDatabase::register);
                return new RunResultFile.Result(
                    made, worst(worst(ingested, verified), made.code()));
              });
    }
  }

  private ExitCode ingest(CommandRuns runs, Period period, AcceptedRewrites accepted) {
    IngestOptions options =
        new IngestOptions(
            archive.uri,
            period.window(choices.latenessDays()),
            new ScanOptions(
                Set.of(choices.eventSource()), ScanOptions.DEFAULT_MAX_FILE_BYTES, true),
            retryQuarantined,
            IngestOptions.DEFAULT_BATCH_BYTES);
    RecordedRun.Ended<IngestResult> ended =
        new IngestStep(runs.begin("ingest"), options, accepted).run();
    IngestSummary.print(ended.result(), options, runs.store().root(), console.err());
    console.err().println();
    return ended.code();
  }

  /** Verifies the month if public keys are given. Without keys it does nothing. */
  private ExitCode verify(CommandRuns runs, Period period) {
    if (publicKeys.uris.isEmpty()) {
      return ExitCode.DONE;
    }
    VerifyOptions options =
        VerifyOptions.of(archive.uri, period.window(choices.latenessDays()), publicKeys.uris);
    RecordedRun.Ended<VerifyResult> ended =
        new VerifyStep(runs.begin("verify"), options).runWithOrWithoutDigests();
    VerifySummary.print(ended.result(), options, runs.store().root(), console.err());
    console.err().println();
    return ended.code();
  }

  private ReportStep.Made report(CommandRuns runs, ReportFolder folder, ReportOptions options) {
    ReportStep.Made made =
        new ReportStep(runs.begin(ReportStep.COMMAND), options, folder, true, console.err()).make();
    made.summary().print(made, console.err());
    console.out().print(made.place() + "\n");
    return made;
  }

  private static ExitCode worst(ExitCode one, ExitCode other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
