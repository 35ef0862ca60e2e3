package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.errors.ErrorMessages;
import io.lookouttrail.cli.errors.SecretMasking;
import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.render.json.RunResult;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.RunId;
import io.lookouttrail.run.UserError;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The file _RESULT.json in the folder of the reports: how a command ended. Schedulers that do not
 * see the process's exit code read it there.
 *
 * @param command the name of the command
 * @param runs the runs of the command; the file names the one that began last
 */
public record RunResultFile(
    ReportFolder folder, String command, Period period, FindingsOption findings, CommandRuns runs) {

  /** A command's report, and the exit code of the whole command. */
  public record Result(ReportStep.Made made, ExitCode code) {}

  /**
   * Prepares the report's folder, does the command's work, and writes the file whether the work
   * succeeds or fails.
   *
   * @param overwrite whether the work may replace an existing report
   * @return the exit code of the work
   */
  public ExitCode record(boolean overwrite, Supplier<Result> work) {
    try {
      folder.prepare(period.folder(), overwrite);
      Result result = work.get();
      folder.write(success(result));
      return result.code();
    } catch (Exception | Error e) {
      // Scala throws Spark's checked exceptions as well, though nothing here declares them.
      try {
        folder.write(failure(e));
      } catch (RuntimeException unwritten) {
        // The user needs the reason of the failed run, not that of the file.
        e.addSuppressed(unwritten);
      }
      throw e;
    }
  }

  private RunResult success(Result result) {
    return new RunResult(
        period.folder(),
        command,
        runId(),
        findings.codeOf(result.code()),
        RecordedRun.outcome(result.code()),
        Optional.empty(),
        Optional.of(result.made().place()),
        new TreeMap<>(result.made().summary().counts()));
  }

  private RunResult failure(Throwable thrown) {
    UserError error = ErrorMessages.of(thrown, command);
    return new RunResult(
        period.folder(),
        command,
        runId(),
        error.exitCode().code(),
        RecordedRun.failed(error),
        Optional.of(SecretMasking.mask(String.valueOf(error.getMessage()))),
        Optional.empty(),
        new TreeMap<>());
  }

  private String runId() {
    return runs.lastId().map(RunId::value).orElse("");
  }
}
