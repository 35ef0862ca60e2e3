package io.lookouttrail.ingest;

import io.lookouttrail.run.Progress;
import java.io.Serializable;
import java.time.Duration;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Shows how far a scan is. Its accumulators are for the eye only: tasks that run twice count twice
 * in them, and no table or summary is made from them.
 */
final class ScanProgress implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(250);

  /** What tasks add to. */
  record Meters(
      LongAccumulator files, LongAccumulator bytes, LongAccumulator records, LongAccumulator events)
      implements Serializable {}

  private final Meters meters;
  private final Progress.Phase phase;
  private final long filesFound;
  private final long bytesFound;
  private final Thread watcher = new Thread(this::watch, "lookout-trail-progress");

  ScanProgress(SparkContext spark, Progress.Phase phase, long filesFound, long bytesFound) {
    this.meters =
        new Meters(
            spark.longAccumulator(),
            spark.longAccumulator(),
            spark.longAccumulator(),
            spark.longAccumulator());
    this.phase = phase;
    this.filesFound = filesFound;
    this.bytesFound = bytesFound;
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
            Math.min(filesFound, meters.files().sum()),
            filesFound,
            Math.min(bytesFound, meters.bytes().sum()),
            bytesFound,
            meters.records().sum(),
            meters.events().sum()));
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
