package io.lookouttrail.benchmark;

import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** Counter of the jobs that Spark runs, and of the time during which at least one runs. */
final class SparkJobs extends SparkListener implements AutoCloseable {

  /**
   * Count since the counter's creation.
   *
   * @param millis time during which at least one job ran
   */
  record Count(int jobs, long millis) {
    Count since(Count before) {
      return new Count(jobs - before.jobs, millis - before.millis);
    }
  }

  private final SparkContext context;
  private int jobs;
  private int running;
  private long busySince;
  private long millis;

  SparkJobs(SparkContext context) {
    this.context = context;
    context.addSparkListener(this);
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    jobs++;
    if (running++ == 0) {
      busySince = job.time();
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd job) {
    if (--running == 0) {
      millis += job.time() - busySince;
    }
  }

  Count count() {
    try {
      // Spark informs listeners asynchronously.
      context.listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
    synchronized (this) {
      return new Count(jobs, millis);
    }
  }

  @Override
  public void close() {
    context.removeSparkListener(this);
  }
}
