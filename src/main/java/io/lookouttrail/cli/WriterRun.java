package io.lookouttrail.cli;

import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.WriterLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A run that writes to the tables: alone, by their lock, and with a row in job_runs however it
 * ends.
 *
 * @param arguments the command line as it was given
 */
record WriterRun(
    TableStore store,
    RunContext context,
    String command,
    List<String> arguments,
    Optional<String> archive,
    Window window,
    Set<String> eventSources) {

  /** What a run's row says of its work. */
  record Ended<T>(
      T result, ExitCode code, Map<String, Long> counts, Map<String, Double> secondsByPhase) {}

  /**
   * Waits for the lock, does the work, and notes how it ended.
   *
   * @throws UserError naming the holder, if another run still writes after that time
   */
  <T> Ended<T> run(Duration lockWait, Function<WriterLock, Ended<T>> work) {
    try (WriterLock lock =
        WriterLock.acquire(store, holder(), lockWait, context.clock(), WriterLock.Sleeper.REAL)) {
      Ended<T> ended;
      try {
        ended = work.apply(lock);
      } catch (RuntimeException e) {
        noteFailure(lock, e);
        throw e;
      }
      String outcome = ended.code() == ExitCode.DONE ? "done (0)" : "done, findings (3)";
      note(lock, ended.counts(), ended.secondsByPhase(), outcome);
      return ended;
    }
  }

  private void noteFailure(WriterLock lock, RuntimeException failure) {
    UserError error = ErrorLines.of(failure, command);
    try {
      note(
          lock,
          Map.of(),
          Map.of(),
          "failed (1): " + Secrets.mask(String.valueOf(error.getMessage())));
    } catch (RuntimeException e) {
      // The run failed for a reason of its own, and that is the one to tell.
      failure.addSuppressed(e);
    }
  }

  private void note(
      WriterLock lock, Map<String, Long> counts, Map<String, Double> seconds, String outcome) {
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
            Secrets.mask(String.join(" ", arguments)),
            counts,
            store.versions(),
            seconds,
            outcome));
  }

  private String holder() {
    return "run %s (%s) by %s on %s, process %d, since %s"
        .formatted(
            context.id(),
            command,
            user(),
            System.getenv().getOrDefault("HOSTNAME", "this machine"),
            ProcessHandle.current().pid(),
            context.startedAt());
  }

  private static String user() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
