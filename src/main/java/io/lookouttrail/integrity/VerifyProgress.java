package io.lookouttrail.integrity;

import io.lookouttrail.run.Progress;
import java.io.Serializable;
import java.time.Duration;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Shows how far tasks are. Its accumulators are for the eye only: tasks that run twice count twice
 * in them.
 */
final class VerifyProgress implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(250);

  /** What tasks add to. */
  record Meters(LongAccumulator files, LongAccumulator bytes) implements Serializable {}

  private final Meters meters;
  private final Progress.Phase phase;
  private final long files;
  private final long bytes;
  private final Thread watcher = new Thread(this::watch, "lookout-trail-progress");

  /**
   * @param files how many there are to do
   * @param bytes their stored size, 0 where it is not shown
   */
  VerifyProgress(SparkContext spark, Progress.Phase phase, long files, long bytes) {
    this.meters = new Meters(spark.longAccumulator(), spark.longAccumulator());
    this.phase = phase;
    this.files = files;
    this.bytes = bytes;
    watcher.setDaemon(true);
    watcher.start();
  }

  Meters meters() {
    return meters;
  }

  private void watch() {
    try {
      while (true) {
        show();
        Thread.sleep(PERIOD.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    phase.update(
        new Progress.Totals(
            Math.min(files, meters.files().sum()),
            files,
            Math.min(bytes, meters.bytes().sum()),
            bytes,
            0,
            0));
  }

  @Override
  public void close() {
    watcher.interrupt();
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    show();
    phase.close();
  }
}
