package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.metrics.StepMetrics;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.ProgressStyle;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.RunId;
import io.lookouttrail.tables.TableStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Begins the runs of one command. A command of several steps has a run for each of them. */
public final class CommandRuns {
  private final TableStore store;
  private final Console console;
  private final ProgressStyle progress;
  private final List<String> arguments;
  private final Duration lockWait;
  private final Consumer<StepMetrics> metrics;
  private final Set<String> warned = new HashSet<>();
  private Optional<RunId> lastId = Optional.empty();

  /**
   * @param spec the command as picocli parsed it; null where it was not started by picocli
   * @param lockWait how long a run waits for another run that writes to the tables
   */
  public CommandRuns(
      TableStore store,
      Console console,
      ProgressStyle progress,
      @Nullable CommandSpec spec,
      Duration lockWait) {
    this(store, console, progress, spec, lockWait, step -> {});
  }

  /**
   * As above.
   *
   * @param metrics gets what each run did when it has ended
   */
  public CommandRuns(
      TableStore store,
      Console console,
      ProgressStyle progress,
      @Nullable CommandSpec spec,
      Duration lockWait,
      Consumer<StepMetrics> metrics) {
    this.metrics = metrics;
    this.store = store;
    this.console = console;
    this.progress = progress;
    this.arguments =
        spec == null
            ? List.of()
            : List.copyOf(spec.root().commandLine().getParseResult().originalArgs());
    this.lockWait = lockWait;
  }

  public TableStore store() {
    return store;
  }

  /**
   * Begins a run now, with a new id.
   *
   * @param command the run's name in job_runs
   */
  public RecordedRun begin(String command) {
    // Tables hold times to the microsecond.
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.MICROS);
    RunId id = RunId.create(console.clock(), new SecureRandom());
    lastId = Optional.of(id);
    RunContext context = new RunContext(id, now, console.clock(), console.progress(progress));
    return new RecordedRun(store, context, command, arguments, lockWait, this::warnOnce, metrics);
  }

  private void warnOnce(String line) {
    if (warned.add(line)) {
      console.err().println(line);
      console.err().flush();
    }
  }

  /** The id of the run that began last; empty before the first. */
  Optional<RunId> lastId() {
    return lastId;
  }
}
