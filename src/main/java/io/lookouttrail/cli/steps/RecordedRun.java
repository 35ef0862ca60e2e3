package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.errors.ErrorMessages;
import io.lookouttrail.cli.errors.SecretMasking;
import io.lookouttrail.cli.metrics.StepMetrics;
import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A run over the tables that gets a row in job_runs, whether it succeeds or fails.
 *
 * @param command the run's name in job_runs
 * @param arguments the command line as the user gave it
 * @param lockWait how long the run waits for another run that writes to the tables
 * @param warnings gets a line for the user, where the lock has a limit that the user must know
 * @param metrics gets what the run did when it has ended
 */
public record RecordedRun(
    TableStore store,
    RunContext context,
    String command,
    List<String> arguments,
    Duration lockWait,
    Consumer<String> warnings,
    Consumer<StepMetrics> metrics) {
  public RecordedRun {
    arguments = List.copyOf(arguments);
  }

  /** The result of a run's work, and what its row says of it. */
  public record Ended<T>(
      T result, ExitCode code, Map<String, Long> counts, Map<String, Double> secondsByPhase) {}

  /** The part of a row that is known when the run has ended. */
  private record Outcome(
      String text,
      Map<String, Long> tableVersions,
      Map<String, Long> counts,
      Map<String, Double> secondsByPhase) {
    static Outcome of(Ended<?> ended, Map<String, Long> tableVersions) {
      return new Outcome(
          outcome(ended.code()), tableVersions, ended.counts(), ended.secondsByPhase());
    }

    static Outcome failure(String text, Map<String, Long> tableVersions) {
      return new Outcome(text, tableVersions, Map.of(), Map.of());
    }
  }

  /**
   * Does work that writes to the tables, under their lock, and records how it ended.
   *
   * @throws UserError naming the holder, if another run still has the lock after the wait
   */
  public <T> Ended<T> writing(RunInput input, Function<WriterLock, Ended<T>> work) {
    try (WriterLock lock = lock()) {
      Ended<T> ended;
      try {
        ended = work.apply(lock);
      } catch (Exception e) {
        // Scala throws Spark's checked exceptions as well, though nothing here declares them.
        failIfLost(lock, e);
        recordFailure(lock, input, e);
        throw e;
      }
      measure(ended);
      append(lock, input, Outcome.of(ended, AllTables.versions(store)));
      return ended;
    }
  }

  /**
   * Does work that only reads the tables, without their lock, and records how it ended under the
   * lock. The work also counts where its row cannot be written: the tables may be read-only, or
   * another run may keep the lock for longer than the wait.
   *
   * @param versions the versions of the tables that the work reads
   * @param unrecorded gets one line that says why there is no row
   */
  <T> Ended<T> reading(
      RunInput input,
      Map<String, Long> versions,
      Supplier<Ended<T>> work,
      Consumer<String> unrecorded) {
    Ended<T> ended;
    try {
      ended = work.get();
    } catch (Exception e) {
      Outcome failure = Outcome.failure(failed(ErrorMessages.of(e, command)), versions);
      appendIfPossible(input, failure, unrecorded);
      throw e;
    }
    measure(ended);
    appendIfPossible(input, Outcome.of(ended, versions), unrecorded);
    return ended;
  }

  private void measure(Ended<?> ended) {
    metrics.accept(new StepMetrics(command, new TreeMap<>(ended.counts()), ended.secondsByPhase()));
  }

  private void appendIfPossible(RunInput input, Outcome outcome, Consumer<String> unrecorded) {
    try (WriterLock lock = lock()) {
      append(lock, input, outcome);
    } catch (Exception e) {
      unrecorded.accept(
          SecretMasking.mask(
              "The run has no row in job_runs: " + ErrorMessages.of(e, command).getMessage()));
    }
  }

  private WriterLock lock() {
    WriterLock lock = store.lock(holder(), lockWait, context.clock());
    lock.limit()
        .ifPresent(
            why ->
                warnings.accept(
                    ("Only a lease keeps a second run away from %s: %s. Let one run at a time write"
                            + " to these tables.")
                        .formatted(store.root(), why)));
    return lock;
  }

  /** The outcome of a run that ended, as its row in job_runs has it. */
  static String outcome(ExitCode code) {
    return code == ExitCode.DONE ? "done (0)" : "done, findings (3)";
  }

  /** The outcome of a run that failed, as its row in job_runs has it. */
  static String failed(UserError error) {
    return "failed (%d): %s"
        .formatted(error.exitCode().code(), SecretMasking.mask(String.valueOf(error.getMessage())));
  }

  /** Where another run took the lock over, that is the reason, whatever failed of it. */
  private static void failIfLost(WriterLock lock, Exception failure) {
    try {
      lock.checkAfterFailure();
    } catch (UserError lost) {
      lost.addSuppressed(failure);
      throw lost;
    }
  }

  private void recordFailure(WriterLock lock, RunInput input, Exception failure) {
    try {
      String text = failed(ErrorMessages.of(failure, command));
      append(lock, input, Outcome.failure(text, AllTables.versions(store)));
    } catch (Exception e) {
      // The user needs the reason of the failed run, not that of its row.
      failure.addSuppressed(e);
    }
  }

  private void append(WriterLock lock, RunInput input, Outcome outcome) {
    lock.check();
    store.describe("Record the run in job_runs");
    JobRunsTable.append(
        store,
        new JobRunsTable.JobRun(
            context.id(),
            command,
            user(),
            context.startedAt(),
            context.clock().instant(),
            ProductVersion.product(),
            input.archive(),
            input.window(),
            input.eventSources(),
            commandLine(),
            outcome.counts(),
            outcome.tableVersions(),
            outcome.secondsByPhase(),
            outcome.text()));
  }

  /** The command line as the user gave it, without credentials. */
  String commandLine() {
    return SecretMasking.mask(String.join(" ", arguments));
  }

  private String holder() {
    return "run %s (%s) by %s on %s, process %d, since %s"
        .formatted(
            context.id(),
            command,
            user(),
            machine(),
            ProcessHandle.current().pid(),
            context.startedAt());
  }

  /** The name of this machine. */
  static String machine() {
    return System.getenv().getOrDefault("HOSTNAME", "this machine");
  }

  /** The user of the operating system or of the cluster who runs this. */
  static String user() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
