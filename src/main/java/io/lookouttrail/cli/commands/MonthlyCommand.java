package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.ArchiveOption;
import io.lookouttrail.cli.options.DatabaseOption;
import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.cli.options.LockOptions;
import io.lookouttrail.cli.options.OneMonthOption;
import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.PublicKeysOption;
import io.lookouttrail.cli.options.ReportContentOptions;
import io.lookouttrail.cli.options.TablesOption;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.steps.IngestSummary;
import io.lookouttrail.cli.steps.RecordedRun;
import io.lookouttrail.cli.steps.ReportOutput;
import io.lookouttrail.cli.steps.ReportRun;
import io.lookouttrail.cli.steps.RunContexts;
import io.lookouttrail.cli.steps.VerifySummary;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.ingest.IngestOptions;
import io.lookouttrail.ingest.IngestResult;
import io.lookouttrail.integrity.VerifyOptions;
import io.lookouttrail.integrity.VerifyResult;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.CatalogDatabase;
import io.lookouttrail.tables.TableStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is due once a month: what is new in the archive, and the report of it. */
@Command(
    name = "monthly",
    description = {
      "Ingests a month's files and reports the month, as one job. The report is written whatever",
      "ingest found, and replaces that month's earlier one whole. The exit code is the worst of the",
      "two steps'; it also stands in OUT/_RESULT.json. Standard output has the report's folder",
      "alone.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  On the fifth of each month:",
      "    lookout-trail monthly --archive s3a://trail-bucket",
      "      --tables s3a://tables-bucket/trail --out s3a://reports-bucket/lookout",
      "",
      "  A month again, with files that were restored since:",
      "    lookout-trail monthly --archive ./AWSLogs --tables ./tables --out ./reports",
      "      --month 2025-09 --retry-quarantined",
    })
public final class MonthlyCommand implements Callable<ExitCode> {
  private static final String COMMAND = "monthly";

  @Mixin ArchiveOption archive = new ArchiveOption();
  @Mixin TablesOption tables = new TablesOption();
  @Mixin ReportOutput output = new ReportOutput();
  @Mixin OneMonthOption month = new OneMonthOption();
  @Mixin PublicKeysOption publicKeys = new PublicKeysOption();
  @Mixin ReportContentOptions choices = new ReportContentOptions();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin FindingsOption findings = new FindingsOption();
  @Mixin ProgressOption progress = new ProgressOption();

  @Option(
      names = "--retry-quarantined",
      description = "Read files again of which something stands in quarantine.",
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
    choices.check();
    try (SparkSessions.Session session = database.open("monthly " + period)) {
      TableStore store = new TableStore(session.spark(), tables.uri);
      Configuration hadoop = session.spark().sparkContext().hadoopConfiguration();
      return output.around(
          hadoop,
          COMMAND,
          period,
          true,
          findings,
          (folder, begun) -> {
            // What the report is given is read first: a mistyped file must not cost an ingest.
            Function<Map<String, Long>, ReportOptions> options =
                choices.read(period, hadoop, console.environment());
            Optional<CatalogDatabase> registered = database.database(store);
            ExitCode ingested = ingest(store, period, begun);
            ExitCode verified = verify(store, period, begun);
            ReportRun.Made made = report(store, folder, options, begun);
            // Last: a catalog that fails takes the report from nobody.
            registered.ifPresent(CatalogDatabase::register);
            return new ReportOutput.Ended(made, worst(worst(ingested, verified), made.code()));
          });
    }
  }

  private ExitCode ingest(TableStore store, Period period, Consumer<RunContext> begun) {
    IngestOptions options =
        new IngestOptions(
            archive.uri,
            period.window(choices.lateness),
            new ScanOptions(Set.of(choices.eventSource), ScanOptions.DEFAULT_MAX_FILE_BYTES, true),
            retryQuarantined,
            IngestOptions.DEFAULT_BATCH_BYTES);
    RecordedRun run =
        new RecordedRun(
            store,
            begin(begun),
            "ingest",
            RunContexts.arguments(spec),
            Optional.of(options.archive()),
            options.window(),
            options.scan().eventSources());
    IngestResult result = IngestCommand.ingest(run, options, lock.wait);
    IngestSummary.print(result, options, store.root(), console.err());
    console.err().println();
    return IngestCommand.codeOf(result);
  }

  /** Only where keys were given: without them it is for {@code verify} to say what is chained. */
  private ExitCode verify(TableStore store, Period period, Consumer<RunContext> begun) {
    if (publicKeys.uris.isEmpty()) {
      return ExitCode.DONE;
    }
    VerifyOptions options =
        VerifyOptions.of(archive.uri, period.window(choices.lateness), publicKeys.uris);
    RecordedRun run =
        new RecordedRun(
            store,
            begin(begun),
            "verify",
            RunContexts.arguments(spec),
            Optional.of(options.archive()),
            options.window(),
            Set.of());
    VerifyResult result = VerifyCommand.verify(run, options, lock.wait);
    VerifySummary.print(result, options, store.root(), console.err());
    console.err().println();
    return VerifyCommand.codeOf(result);
  }

  private ReportRun.Made report(
      TableStore store,
      ReportFolder folder,
      Function<Map<String, Long>, ReportOptions> options,
      Consumer<RunContext> begun) {
    ReportRun.Made made =
        new ReportRun(
                store,
                begin(begun),
                options.apply(AllTables.versions(store)),
                folder,
                true,
                lock.wait,
                RunContexts.arguments(spec),
                console.err())
            .run();
    made.summary().print(made, console.err());
    console.out().print(made.place() + "\n");
    return made;
  }

  private RunContext begin(Consumer<RunContext> begun) {
    RunContext context = RunContexts.begin(console, progress.style);
    begun.accept(context);
    return context;
  }

  private static ExitCode worst(ExitCode one, ExitCode other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
