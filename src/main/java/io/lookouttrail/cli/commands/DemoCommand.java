package io.lookouttrail.cli.commands;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.ReportContentOptions;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.steps.IngestSummary;
import io.lookouttrail.cli.steps.RecordedRun;
import io.lookouttrail.cli.steps.ReportRun;
import io.lookouttrail.cli.steps.RunContexts;
import io.lookouttrail.cli.steps.UsageOverview;
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
import io.lookouttrail.run.Window;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole job in one go, over an archive that it makes itself. */
@Command(
    name = "demo",
    description = {
      "Makes a small archive of three months with some faults in it, ingests it, reports it and",
      "shows what the tables tell. Run it again to start anew; the same tables come out.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lookout-trail demo",
      "  lookout-trail demo --out /tmp/demo",
    })
public final class DemoCommand implements Callable<ExitCode> {
  /** What the archive holds on purpose. */
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

  /** A digest for so many hours: CloudTrail's own come hourly, and four times as many. */
  private static final int DIGEST_HOURS = 4;

  private static final int SIGNING_THREADS = 2;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "lookout-trail-demo",
      description = "A local folder; default ./${DEFAULT-VALUE}.")
  Path out = Path.of("lookout-trail-demo");

  @Mixin ProgressOption progress = new ProgressOption();

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  public DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    Path sample = out.resolve("sample");
    SampleOptions planned =
        SampleOptions.in(sample)
            .months(3)
            .plant(PLANTED)
            .digestHours(DIGEST_HOURS)
            .threads(SIGNING_THREADS)
            .overwrite(true)
            .build();
    new Sample(planned).write(console.progress(progress.style));
    String rootsEvent;
    try (SparkSessions.Session session = SparkSessions.open("demo")) {
      TableStore store = new TableStore(session.spark(), out.resolve("tables").toString());
      IngestOptions options =
          new IngestOptions(
              sample.resolve(Sample.ARCHIVE).toString(),
              Window.everything(),
              new ScanOptions(
                  Set.of(ScanOptions.LOOKOUT_FOR_VISION), ScanOptions.DEFAULT_MAX_FILE_BYTES, true),
              false,
              IngestOptions.DEFAULT_BATCH_BYTES);
      // Tables of an earlier demo would make this one's run a run over nothing new.
      for (TableSpec table : AllTables.SPECS) {
        store.delete(table.name());
      }
      IngestResult result = IngestCommand.ingest(run(store, options), options, Duration.ZERO);
      IngestSummary.print(result, options, store.root(), console.err());
      console.err().println();
      verify(store, planned, options.archive());
      report(store, months(result));
      UsageOverview.print(store, console);
      rootsEvent = rootsEvent(store);
    }
    tellPlanted();
    tellCommands(rootsEvent);
    return ExitCode.DONE;
  }

  private RecordedRun run(TableStore store, IngestOptions options) {
    return run(store, options.archive(), options.scan().eventSources());
  }

  private RecordedRun run(TableStore store, String archive, Set<String> eventSources) {
    return new RecordedRun(
        store,
        RunContexts.begin(console, progress.style),
        "demo",
        RunContexts.arguments(spec),
        Optional.of(archive),
        Window.everything(),
        eventSources);
  }

  private void verify(TableStore store, SampleOptions planned, String archive) {
    VerifyOptions options =
        VerifyOptions.of(
            archive,
            Window.everything(),
            planned.publicKeys().stream().map(Path::toString).toList());
    VerifyResult result =
        VerifyCommand.verify(run(store, archive, Set.of()), options, Duration.ZERO);
    VerifySummary.print(result, options, store.root(), console.err());
    console.err().println();
  }

  /** The sample's whole life, the calls after the service's end included. */
  private static Period months(IngestResult result) {
    return new Period(monthOf(result.firstEvent()), monthOf(result.lastEvent()));
  }

  private static YearMonth monthOf(Optional<LocalDate> event) {
    return YearMonth.from(event.orElseThrow());
  }

  private void report(TableStore store, Period period) {
    Configuration hadoop = store.spark().sparkContext().hadoopConfiguration();
    ReportFolder folder = ReportFolder.at(out.resolve("report").toString(), hadoop);
    folder.prepare(period.folder(), true);
    ReportOptions options =
        new ReportContentOptions()
            .read(period, hadoop, console.environment())
            .apply(AllTables.versions(store));
    ReportRun.Made made =
        new ReportRun(
                store,
                RunContexts.begin(console, progress.style),
                options,
                folder,
                true,
                Duration.ZERO,
                RunContexts.arguments(spec),
                console.err())
            .run();
    made.summary().print(made, console.err());
    console.out().println("Report  " + made.place() + "/index.html");
    console.out().flush();
  }

  /** What the root user did first: an event worth tracing. */
  private static String rootsEvent(TableStore store) {
    return store
        .read(EventsTable.SPEC)
        .where(col("actor_kind").equalTo("root"))
        .orderBy("event_time", "event_id")
        .select("event_id")
        .first()
        .getString(0);
  }

  private void tellPlanted() {
    PrintWriter printer = console.out();
    printer.println();
    printer.println("Planted on purpose, for you to find:");
    for (Plant plant : PLANTED) {
      printer.println(String.format(Locale.ROOT, "  %-15s %s", plant.label(), plant.explanation()));
    }
  }

  private void tellCommands(String eventId) {
    PrintWriter printer = console.out();
    String program = console.environment().getOrDefault("LOOKOUT_TRAIL_COMMAND", "lookout-trail");
    String tables = out.resolve("tables").toString();
    printer.println();
    printer.println("Two commands to try:");
    printer.println(
        "  %s trace --tables %s --archive %s --event-id %s"
            .formatted(program, tables, out.resolve("sample").resolve(Sample.ARCHIVE), eventId));
    printer.println(
        ("  %s sql --tables %s \"SELECT event_time, actor, action, account_id, source_ip"
                + " FROM events_current WHERE actor_kind = 'root' OR cross_account"
                + " ORDER BY event_time\"")
            .formatted(program, tables));
    printer.flush();
  }
}
