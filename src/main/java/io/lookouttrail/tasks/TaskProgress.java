package io.lookouttrail.tasks;

import io.lookouttrail.run.Progress;
import java.io.Serializable;
import java.time.Duration;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Adapter from Spark accumulators to {@link Progress}: while it is open, it reports the running
 * totals of a phase's tasks four times a second.
 *
 * <p>The totals are for display only. A task that runs twice counts twice, so no table and no
 * summary uses them.
 */
public final class TaskProgress implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(250);

  /** Accumulators that tasks add to: files, their stored bytes, records read, events kept. */
  public record Counters(
      LongAccumulator files, LongAccumulator bytes, LongAccumulator records, LongAccumulator events)
      implements Serializable {}

  private final Counters counters;
  private final Progress.Phase phase;
  private final long totalFiles;
  private final long totalBytes;
  private final Thread reporter = new Thread(this::report, "lookout-trail-progress");

  /**
   * Starts to report.
   *
   * @param phase the phase to report to; {@link #close} closes it
   * @param totalFiles files that the tasks will process
   * @param totalBytes their stored size; 0 if bytes are not reported
   */
  public TaskProgress(SparkContext spark, Progress.Phase phase, long totalFiles, long totalBytes) {
    this(
        new Counters(
            spark.longAccumulator(),
            spark.longAccumulator(),
            spark.longAccumulator(),
            spark.longAccumulator()),
        phase,
        totalFiles,
        totalBytes);
  }

  /** Starts to report what threads of this process do, which count without Spark. */
  public TaskProgress(Progress.Phase phase, long totalFiles, long totalBytes) {
    this(
        new Counters(
            new LongAccumulator(),
            new LongAccumulator(),
            new LongAccumulator(),
            new LongAccumulator()),
        phase,
        totalFiles,
        totalBytes);
  }

  private TaskProgress(Counters counters, Progress.Phase phase, long totalFiles, long totalBytes) {
    this.counters = counters;
    this.phase = phase;
    this.totalFiles = totalFiles;
    this.totalBytes = totalBytes;
    reporter.setDaemon(true);
    reporter.start();
  }

  public Counters counters() {
    return counters;
  }

  private void report() {
    try {
      while (true) {
        update();
        Thread.sleep(PERIOD.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void update() {
    phase.update(
        new Progress.Totals(
            Math.min(totalFiles, counters.files().sum()),
            totalFiles,
            Math.min(totalBytes, counters.bytes().sum()),
            totalBytes,
            counters.records().sum(),
            counters.events().sum()));
  }

  /** Reports the last totals and closes the phase. */
  @Override
  public void close() {
    reporter.interrupt();
    try {
      reporter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    update();
    phase.close();
  }
}
