package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.errors.SecretMasking;
import io.lookouttrail.reports.ReportJob;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReviewReasons;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.RunId;
import io.lookouttrail.tables.TableStore;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One report, made and published as a noted run of its own.
 *
 * @param overwrite whether a report that lies there already is replaced
 * @param lockWait how long to wait to note the run
 * @param arguments the command line as it was given
 * @param err told where the run cannot be noted
 */
public record ReportRun(
    TableStore store,
    RunContext context,
    ReportOptions options,
    ReportFolder folder,
    boolean overwrite,
    Duration lockWait,
    List<String> arguments,
    PrintWriter err) {

  /** The name of such a run in job_runs, whichever command made it. */
  public static final String COMMAND = "report";

  /**
   * What was made.
   *
   * @param place the report's folder: a path where it is on this machine, else its URI
   */
  public record Made(
      RunId runId,
      String place,
      ExitCode code,
      ReportSummary summary,
      Map<String, Double> secondsByPhase) {}

  /**
   * Makes it.
   *
   * @throws io.lookouttrail.run.UserError where it cannot be made or published; nothing of it is
   *     there then
   */
  public Made run() {
    return noted()
        .runReading(
            options.versions(),
            lockWait,
            this::make,
            line -> {
              err.println(line);
              err.flush();
            })
        .result();
  }

  private RecordedRun noted() {
    return new RecordedRun(
        store,
        context,
        COMMAND,
        arguments,
        Optional.empty(),
        new Period(options.from(), options.to()).window(options.latenessDays()),
        Set.of(options.eventSource()));
  }

  private RecordedRun.Ended<Made> make() {
    long start = context.clock().millis();
    Progress.Phase asking = context.progress().begin("Asking the tables");
    try {
      Made made =
          new ReportJob(store, options, context.clock())
              .run(
                  report -> {
                    asking.close();
                    return draw(report, start);
                  });
      return new RecordedRun.Ended<>(
          made, made.code(), made.summary().counts(), made.secondsByPhase());
    } finally {
      asking.close();
    }
  }

  private Made draw(Report report, long startMillis) {
    long asked = context.clock().millis();
    List<String> reasons = ReviewReasons.reasons(report);
    GenerationInfo generated =
        new GenerationInfo(
            context.startedAt(),
            RecordedRun.user(),
            RecordedRun.machine(),
            SecretMasking.mask(String.join(" ", arguments)),
            context.id().value());
    Progress.Phase drawing = context.progress().begin("Drawing the report");
    URI published;
    try {
      published = folder.publish(report, generated, overwrite);
    } finally {
      drawing.close();
    }
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("ask", (asked - startMillis) / 1000.0);
    seconds.put("draw", (context.clock().millis() - asked) / 1000.0);
    return new Made(
        context.id(),
        place(published),
        reasons.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS,
        ReportSummary.of(report, reasons),
        seconds);
  }

  private static String place(URI published) {
    String scheme = published.getScheme();
    return scheme == null || scheme.equals("file")
        ? published.getPath()
        : scheme + "://" + published.getAuthority() + published.getPath();
  }
}
