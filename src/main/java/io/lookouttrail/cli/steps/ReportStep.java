package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.steps.RecordedRun.Ended;
import io.lookouttrail.reports.ReportJob;
import io.lookouttrail.reports.ReviewReasons;
import io.lookouttrail.reports.check.OptionsFile;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.RunId;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes and publishes one report in a recorded run.
 *
 * @param overwrite whether the report may replace an existing one
 * @param err gets a line where the run cannot be recorded
 */
public record ReportStep(
    RecordedRun run,
    ReportOptions options,
    ReportFolder folder,
    boolean overwrite,
    PrintWriter err) {

  /** The name of these runs in job_runs, whichever command makes the report. */
  public static final String COMMAND = "report";

  /**
   * A published report.
   *
   * @param place the report's folder: a path if it is on this machine, else its URI
   */
  public record Made(
      RunId runId,
      String place,
      ExitCode code,
      ReportSummary summary,
      Map<String, Double> secondsByPhase) {}

  /**
   * Makes the report. A report that fails is not published, not even in part.
   *
   * @throws io.lookouttrail.run.UserError where it cannot be made or published
   */
  public Made make() {
    return run.reading(input(), options.versions(), this::queryAndRender, this::warn).result();
  }

  private RunInput input() {
    return new RunInput(
        Optional.empty(),
        new Period(options.from(), options.to()).window(options.latenessDays()),
        Set.of(options.eventSource()));
  }

  private void warn(String line) {
    err.println(line);
    err.flush();
  }

  private Ended<Made> queryAndRender() {
    RunContext context = run.context();
    long start = context.clock().millis();
    Progress.Phase querying = context.progress().begin("Querying the tables");
    try {
      Made made =
          new ReportJob(run.store(), options, context.clock())
              .run(
                  report -> {
                    querying.close();
                    return publish(report, start);
                  });
      return new Ended<>(made, made.code(), made.summary().counts(), made.secondsByPhase());
    } finally {
      querying.close();
    }
  }

  private Made publish(Report report, long startMillis) {
    RunContext context = run.context();
    long queried = context.clock().millis();
    List<String> reasons = ReviewReasons.reasons(report);
    GenerationInfo generated =
        new GenerationInfo(
            context.startedAt(),
            RecordedRun.user(),
            RecordedRun.machine(),
            run.commandLine(),
            context.id().value());
    Progress.Phase rendering = context.progress().begin("Rendering the report");
    URI published;
    try {
      published =
          folder
              .recording(OptionsFile.NAME, OptionsFile.json(options))
              .publish(report, generated, overwrite);
    } finally {
      rendering.close();
    }
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("query", (queried - startMillis) / 1000.0);
    seconds.put("render", (context.clock().millis() - queried) / 1000.0);
    return new Made(
        context.id(),
        place(published),
        reasons.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS,
        ReportSummary.of(report, reasons),
        seconds);
  }

  static String place(URI published) {
    String scheme = published.getScheme();
    return scheme == null || scheme.equals("file")
        ? published.getPath()
        : scheme + "://" + published.getAuthority() + published.getPath();
  }
}
