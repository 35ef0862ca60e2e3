package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.errors.ErrorMessages;
import io.lookouttrail.cli.errors.SecretMasking;
import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.cli.options.OptionConverters;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.render.json.RunResult;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.UserError;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** Where reports go, and the word beside them on how the run ended. */
public final class ReportOutput {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "Where reports go: OUT/2025-09, OUT/2025-07_2025-09; a local path or a URI such as"
              + " s3a://bucket/reports.",
      order = 3)
  String uri = "";

  /** What a command has made, and the code that it ends with. */
  public record Ended(ReportRun.Made made, ExitCode code) {}

  /** The run that began last; empty before the first. */
  private static final class BegunRun {
    private String id = "";
  }

  /** A command's work. */
  @FunctionalInterface
  public interface Work {
    /**
     * Makes the report.
     *
     * @param begun told of each run that begins: the last one is the one that failed, if one does
     */
    Ended make(ReportFolder folder, Consumer<RunContext> begun);
  }

  /**
   * Does a command's work, and leaves word of how it ended beside the reports: whoever reads them
   * may not see a process's exit code.
   *
   * @param overwrite whether a report that lies there already is replaced
   */
  public ExitCode around(
      Configuration hadoop,
      String command,
      Period period,
      boolean overwrite,
      FindingsOption findings,
      Work work) {
    ReportFolder folder = ReportFolder.at(uri, hadoop);
    BegunRun run = new BegunRun();
    try {
      folder.prepare(period.folder(), overwrite);
      Ended ended = work.make(folder, context -> run.id = context.id().value());
      folder.write(
          new RunResult(
              period.folder(),
              command,
              run.id,
              findings.codeOf(ended.code()),
              RecordedRun.outcome(ended.code()),
              Optional.empty(),
              Optional.of(ended.made().place()),
              new TreeMap<>(ended.made().summary().counts())));
      return ended.code();
    } catch (Exception | Error e) {
      // Scala throws Spark's checked exceptions as well, though nothing here declares them.
      try {
        folder.write(failure(e, command, period, run.id));
      } catch (RuntimeException unwritten) {
        // The run failed for a reason of its own, and that is the one to tell.
        e.addSuppressed(unwritten);
      }
      throw e;
    }
  }

  private static RunResult failure(Throwable thrown, String command, Period period, String runId) {
    UserError error = ErrorMessages.of(thrown, command);
    return new RunResult(
        period.folder(),
        command,
        runId,
        error.exitCode().code(),
        RecordedRun.failed(error),
        Optional.of(SecretMasking.mask(String.valueOf(error.getMessage()))),
        Optional.empty(),
        new TreeMap<>());
  }
}
