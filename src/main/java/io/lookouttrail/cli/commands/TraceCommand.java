package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.cli.options.OptionConverters;
import io.lookouttrail.cli.options.TablesOption;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.DisplayWidth;
import io.lookouttrail.cli.trace.OriginalCheck;
import io.lookouttrail.cli.trace.TraceFormat;
import io.lookouttrail.cli.trace.TraceJson;
import io.lookouttrail.cli.trace.TraceText;
import io.lookouttrail.reports.query.EventTrace;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.TableStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The trace command: shows one event and the log file that it comes from. */
@Command(
    name = "trace",
    description = {
      "Shows one event with its record, its log file and the proof of both.",
      "It prints the file's hash, how the records of the file add up, and the result of verify for it.",
      "With --archive it reads the file again and compares. The exit code is 3 if the file has changed,",
      "was rewritten after it was read, or contradicts a digest.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  An event by its id, which each row of the report's changes.csv has:",
      "    lookout-trail trace --tables ./tables \\",
      "      --event-id 3c1a8f0e-58c5-4d5e-9a32-0b6f6e6f2f10",
      "",
      "  The same, compared with the original in a copy of the bucket:",
      "    lookout-trail trace --tables ./tables --archive /mnt/trail-bucket \\",
      "      --event-id 3c1a8f0e-58c5-4d5e-9a32-0b6f6e6f2f10",
      "",
      "  For a program:",
      "    lookout-trail trace --tables ./tables --format json \\",
      "      --event-id 3c1a8f0e-58c5-4d5e-9a32-0b6f6e6f2f10",
    })
public final class TraceCommand implements Callable<ExitCode> {
  @Mixin TablesOption tables = new TablesOption();
  @Mixin FindingsOption findings = new FindingsOption();

  @Option(
      names = "--event-id",
      required = true,
      paramLabel = "ID",
      description =
          "The id of the event. If its record has none, the sha256-… that the tables have instead.",
      order = 3)
  String eventId = "";

  @Option(
      names = "--archive",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "Read the file again, from the archive or from a copy of it: a bucket, any folder of it,"
              + " or the file.",
      order = 4)
  @Nullable String archive;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default) or json (one object on each line).",
      order = 5)
  TraceFormat format = TraceFormat.TEXT;

  private final Console console;

  public TraceCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    String id = eventId.strip();
    try (Session session = SparkSessions.open("trace")) {
      TableStore store = new TableStore(session, tables.uri);
      List<EventTrace> traces = EventTrace.of(store, id);
      if (traces.isEmpty()) {
        throw UserError.cannot(
            "trace the event " + DisplayWidth.visible(id),
            "there is no event with that id in the tables at " + store.root(),
            "Check the id, and whether its month was ingested.");
      }
      Configuration hadoop = session.hadoop();
      TraceText text = new TraceText(console.out());
      ExitCode code = ExitCode.DONE;
      for (EventTrace trace : traces) {
        Optional<OriginalCheck> original =
            Optional.ofNullable(archive).map(uri -> OriginalCheck.of(hadoop, uri, trace));
        if (format == TraceFormat.JSON) {
          console.out().print(TraceJson.of(trace, original) + "\n");
        } else {
          text.print(trace, original);
        }
        if (needsReview(trace, original)) {
          code = ExitCode.FINDINGS;
        }
      }
      console.out().flush();
      return code;
    }
  }

  private static boolean needsReview(EventTrace trace, Optional<OriginalCheck> original) {
    return original.filter(reread -> !reread.same()).isPresent()
        || trace.isRewritten()
        || trace.logCheck().filter(TraceCommand::isHigh).isPresent()
        || trace.digestCheck().filter(TraceCommand::isHigh).isPresent();
  }

  private static boolean isHigh(Row check) {
    return "high".equals(check.<String>getAs("severity"));
  }
}
