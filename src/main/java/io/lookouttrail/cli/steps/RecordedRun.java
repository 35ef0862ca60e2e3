package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.errors.ErrorMessages;
import io.lookouttrail.cli.errors.SecretMasking;
import io.lookouttrail.cli.session.ProductVersion;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A run over the tables, with a row in job_runs however it ends. One that writes to them is alone,
 * by their lock.
 *
 * @param arguments the command line as it was given
 */
public record RecordedRun(
    TableStore store,
    RunContext context,
    String command,
    List<String> arguments,
    Optional<String> archive,
    Window window,
    Set<String> eventSources) {

  /** What a run's row says of its work. */
  public record Ended<T>(
      T result, ExitCode code, Map<String, Long> counts, Map<String, Double> secondsByPhase) {}

  /**
   * Waits for the lock, does the work, and notes how it ended.
   *
   * @throws UserError naming the holder, if another run still writes after that time
   */
  public <T> Ended<T> run(Duration lockWait, Function<WriterLock, Ended<T>> work) {
    try (WriterLock lock = lock(lockWait)) {
      Ended<T> ended;
      try {
        ended = work.apply(lock);
      } catch (Exception e) {
        // Scala throws Spark's checked exceptions as well, though nothing here declares them.
        noteFailure(lock, e);
        throw e;
      }
      note(
          lock,
          ended.counts(),
          AllTables.versions(store),
          ended.secondsByPhase(),
          outcome(ended.code()));
      return ended;
    }
  }

  /**
   * Does work that only reads the tables, without the lock, and notes how it ended under it. A row
   * that cannot be written, because the tables are read-only or another run keeps the lock for
   * longer than that, takes nothing from the work.
   *
   * @param versions what the work reads
   * @param unnoted told in one line why there is no row
   */
  <T> Ended<T> runReading(
      Map<String, Long> versions,
      Duration lockWait,
      Supplier<Ended<T>> work,
      Consumer<String> unnoted) {
    Ended<T> ended;
    try {
      ended = work.get();
    } catch (Exception e) {
      noteIfPossible(versions, lockWait, Map.of(), Map.of(), failed(e), unnoted);
      throw e;
    }
    noteIfPossible(
        versions, lockWait, ended.counts(), ended.secondsByPhase(), outcome(ended.code()), unnoted);
    return ended;
  }

  private void noteIfPossible(
      Map<String, Long> versions,
      Duration lockWait,
      Map<String, Long> counts,
      Map<String, Double> seconds,
      String outcome,
      Consumer<String> unnoted) {
    try (WriterLock lock = lock(lockWait)) {
      note(lock, counts, versions, seconds, outcome);
    } catch (Exception e) {
      unnoted.accept(
          SecretMasking.mask(
              "The run has no row in job_runs: " + ErrorMessages.of(e, command).getMessage()));
    }
  }

  private WriterLock lock(Duration wait) {
    return store.lock(holder(), wait, context.clock());
  }

  /** A run that came to its end, as its row says it. */
  static String outcome(ExitCode code) {
    return code == ExitCode.DONE ? "done (0)" : "done, findings (3)";
  }

  private String failed(Exception failure) {
    return failed(ErrorMessages.of(failure, command));
  }

  /** A run that failed, as its row says it. */
  static String failed(UserError error) {
    return "failed (%d): %s"
        .formatted(error.exitCode().code(), SecretMasking.mask(String.valueOf(error.getMessage())));
  }

  private void noteFailure(WriterLock lock, Exception failure) {
    try {
      note(lock, Map.of(), AllTables.versions(store), Map.of(), failed(failure));
    } catch (Exception e) {
      // The run failed for a reason of its own, and that is the one to tell.
      failure.addSuppressed(e);
    }
  }

  private void note(
      WriterLock lock,
      Map<String, Long> counts,
      Map<String, Long> versions,
      Map<String, Double> seconds,
      String outcome) {
    lock.check();
    store.spark().sparkContext().setJobDescription("Note the run");
    JobRunsTable.append(
        store,
        new JobRunsTable.JobRun(
            context.id(),
            command,
            user(),
            context.startedAt(),
            context.clock().instant(),
            ProductVersion.product(),
            archive,
            window,
            eventSources,
            SecretMasking.mask(String.join(" ", arguments)),
            counts,
            versions,
            seconds,
            outcome));
  }

  /** Where this runs. */
  static String machine() {
    return System.getenv().getOrDefault("HOSTNAME", "this machine");
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

  /** Who runs this: the operating system's or the cluster's user. */
  static String user() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
