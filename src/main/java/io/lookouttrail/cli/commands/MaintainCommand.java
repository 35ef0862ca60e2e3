package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.LockOptions;
import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.TablesOption;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.steps.CommandRuns;
import io.lookouttrail.cli.steps.RecordedRun;
import io.lookouttrail.cli.steps.RunInput;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.NumberFormats;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.Maintenance;
import io.lookouttrail.tables.TableStore;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The maintain command: compacts the tables and removes old files. */
@Command(
    name = "maintain",
    description = {
      "Compacts the tables and removes files that they no longer need.",
      "It joins many small files into few, and removes files that no version within the retention",
      "needs. No figure changes. The versions that a report was made from stay, however old they are.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Once a year:",
      "    lookout-trail maintain --tables s3a://tables-bucket/trail",
      "",
      "  With the smallest size, without the versions of old reports:",
      "    lookout-trail maintain --tables ./tables --retain 7 --forget-reports",
    })
public final class MaintainCommand implements Callable<ExitCode> {
  @Mixin TablesOption tables = new TablesOption();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin ProgressOption progress = new ProgressOption();

  @Option(
      names = "--retain",
      paramLabel = "DAYS",
      defaultValue = "" + Maintenance.DEFAULT_RETAIN_DAYS,
      description =
          "Days for which old versions stay readable, 1 or more; default ${DEFAULT-VALUE}.")
  int retainDays = Maintenance.DEFAULT_RETAIN_DAYS;

  @Option(
      names = "--forget-reports",
      description = "Also remove the versions that reports were made from.")
  boolean forgetReports;

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  public MaintainCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    if (retainDays < 1) {
      throw UserError.usage(
          "maintain the tables",
          "--retain " + retainDays + " is less than one day",
          "Give 1 or more: queries that run now still read files of older versions.");
    }
    try (Session session = SparkSessions.open("maintain")) {
      TableStore store = new TableStore(session, tables.uri);
      store.read(IngestedFilesTable.SPEC);
      RecordedRun run =
          new CommandRuns(store, console, progress.style, spec, lock.wait).begin("maintain");
      print(run.writing(RunInput.tables(), held -> maintain(run)).result());
    }
    return ExitCode.DONE;
  }

  private RecordedRun.Ended<Maintenance.Result> maintain(RecordedRun run) {
    PhaseTimes times = new PhaseTimes(console.clock());
    Maintenance maintenance = new Maintenance(run.store(), console.clock());
    Maintenance.Result result =
        times.time("maintain", () -> maintenance.run(Duration.ofDays(retainDays), forgetReports));
    Map<String, Long> counts = new TreeMap<>();
    result
        .compacted()
        .forEach((table, done) -> counts.put(table + "_files_compacted", done.filesBefore()));
    return new RecordedRun.Ended<>(result, ExitCode.DONE, counts, times.seconds());
  }

  private void print(Maintenance.Result result) {
    PrintWriter err = console.err();
    result
        .compacted()
        .forEach(
            (table, done) ->
                err.println(
                    "%-16s %s became %s"
                        .formatted(
                            table,
                            NumberFormats.count(done.filesBefore(), "file"),
                            NumberFormats.count(done.filesAfter()))));
    if (result.compacted().isEmpty()) {
      err.println("Nothing to compact.");
    }
    err.println(
        "Versions stay readable for %s%s."
            .formatted(
                NumberFormats.time(result.retention()),
                result.keptForReport().map(at -> ", back to the report of " + at).orElse("")));
    err.flush();
  }
}
