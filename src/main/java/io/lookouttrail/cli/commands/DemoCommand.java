package io.lookouttrail.cli.commands;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.ReportContentOptions;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.steps.CommandRuns;
import io.lookouttrail.cli.steps.IngestStep;
import io.lookouttrail.cli.steps.IngestSummary;
import io.lookouttrail.cli.steps.RecordedRun;
import io.lookouttrail.cli.steps.ReportStep;
import io.lookouttrail.cli.steps.UsageOverview;
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
import io.lookouttrail.run.Window;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The demo command: the whole job, over an archive that it makes itself. */
@Command(
    name = "demo",
    description = {
      "Makes a small archive, ingests, verifies and reports it.",
      "The archive covers three months and has some planted faults. At the end the demo shows usage by",
      "account and by actor. Run it again to start from the beginning; the tables will be the same.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lookout-trail demo",
      "  lookout-trail demo --out /tmp/demo",
    })
public final class DemoCommand implements Callable<ExitCode> {
  private static final String COMMAND = "demo";

  /** The faults that the archive has on purpose. */
  private static final Set<Plant> PLANTED =
      EnumSet.of(
          Plant.TRUNCATED_GZIP,
          Plant.NOT_GZIP,
          Plant.BAD_RECORD,
          Plant.DUPLICATE_FILE,
          Plant.ESCAPED_SOURCE,
          Plant.MISSING_DAY,
          Plant.ROOT_USE,
          Plant.CROSS_ACCOUNT,
          Plant.CALL_AFTER_END,
          Plant.LOG_CHANGED,
          Plant.LOG_DELETED,
          Plant.DIGEST_DELETED);

  /**
   * Hours that a digest covers. CloudTrail's own cover one, which would be four times as many
   * files.
   */
  private static final int DIGEST_HOURS = 4;

  private static final int SIGNING_THREADS = 2;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "lookout-trail-demo",
      description = "The local folder of the demo; default ./${DEFAULT-VALUE}.")
  Path out = Path.of("lookout-trail-demo");

  @Mixin ProgressOption progress = new ProgressOption();

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  public DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    SampleOptions sample = sample();
    new Sample(sample).write(console.progress(progress.style));
    String archive = sample.out().resolve(Sample.ARCHIVE).toString();
    String rootEvent;
    try (Session session = SparkSessions.open("demo")) {
      TableStore store = new TableStore(session, out.resolve("tables").toString());
      // With the tables of an earlier demo, this one would have nothing new to ingest.
      for (TableSpec table : AllTables.SPECS) {
        store.delete(table.name());
      }
      CommandRuns runs = new CommandRuns(store, console, progress.style, spec, Duration.ZERO);
      IngestResult ingested = ingest(runs, archive);
      verify(runs, archive, sample.publicKeys());
      report(runs, months(ingested), sample.authorizationDetails());
      UsageOverview.print(store, console);
      rootEvent = firstEventOfRoot(store);
    }
    DemoGuide guide = new DemoGuide(console, out.resolve("tables").toString(), archive);
    guide.printPlants(PLANTED);
    guide.printCommands(rootEvent);
    return ExitCode.DONE;
  }

  private SampleOptions sample() {
    return SampleOptions.in(out.resolve("sample"))
        .months(3)
        .plant(PLANTED)
        .digestHours(DIGEST_HOURS)
        .threads(SIGNING_THREADS)
        .overwrite(true)
        .build();
  }

  private IngestResult ingest(CommandRuns runs, String archive) {
    IngestOptions options =
        new IngestOptions(
            archive,
            Window.everything(),
            new ScanOptions(
                Set.of(ScanOptions.LOOKOUT_FOR_VISION), ScanOptions.DEFAULT_MAX_FILE_BYTES, true),
            false,
            IngestOptions.DEFAULT_BATCH_BYTES);
    IngestResult result =
        new IngestStep(runs.begin(COMMAND), options, AcceptedRewrites.NONE).run().result();
    IngestSummary.print(result, options, runs.store().root(), console.err());
    console.err().println();
    return result;
  }

  private void verify(CommandRuns runs, String archive, List<Path> publicKeys) {
    List<String> keys = publicKeys.stream().map(Path::toString).toList();
    VerifyOptions options = VerifyOptions.of(archive, Window.everything(), keys);
    VerifyResult result = new VerifyStep(runs.begin(COMMAND), options).run().result();
    VerifySummary.print(result, options, runs.store().root(), console.err());
    console.err().println();
  }

  /** All months that have events; some planted calls come after the end of the service. */
  private static Period months(IngestResult result) {
    return new Period(monthOf(result.firstEvent()), monthOf(result.lastEvent()));
  }

  private static YearMonth monthOf(Optional<LocalDate> event) {
    return YearMonth.from(event.orElseThrow());
  }

  private void report(CommandRuns runs, Period period, List<Path> authorizationDetails) {
    TableStore store = runs.store();
    Configuration hadoop = store.hadoop();
    ReportFolder folder = ReportFolder.at(out.resolve("report").toString(), hadoop);
    folder.prepare(period.folder(), true);
    ReportContentOptions content = new ReportContentOptions();
    content.compareWith(authorizationDetails.stream().map(Path::toString).toList());
    ReportOptions options =
        content.read(period, hadoop, console.environment()).apply(AllTables.versions(store));
    RecordedRun run = runs.begin(ReportStep.COMMAND);
    ReportStep.Made made = new ReportStep(run, options, folder, true, console.err()).make();
    made.summary().print(made, console.err());
    console.out().println("Report  " + made.place() + "/index.html");
    console.out().flush();
  }

  /** The id of the root user's first event, which is worth tracing. */
  private static String firstEventOfRoot(TableStore store) {
    Optional<DirectRows> few = DirectRows.of(store, EventsTable.SPEC, file -> true);
    if (few.isPresent()) {
      List<Row> calls = new ArrayList<>();
      few.get()
          .read(
              List.of("event_time", "event_id", "actor_kind"),
              row -> {
                if ("root".equals(row.getString(2))) {
                  calls.add(row);
                }
              });
      return calls.stream()
          .min(
              Comparator.comparing((Row row) -> row.getInstant(0))
                  .thenComparing(row -> row.getString(1)))
          .orElseThrow()
          .getString(1);
    }
    return store
        .read(EventsTable.SPEC)
        .where(col("actor_kind").equalTo("root"))
        .orderBy("event_time", "event_id")
        .select("event_id")
        .first()
        .getString(0);
  }
}
