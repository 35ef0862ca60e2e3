package io.lookouttrail.storage;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads of a read-ahead, one for each request that may be open at once. */
final class FetchThreads implements AutoCloseable {

  /** After this time, a thread whose read cannot be interrupted is left to end later. */
  private static final long TERMINATION_MILLIS = 10_000;

  private final ThreadPoolExecutor executor;

  FetchThreads(int count) {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "read-ahead-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  <T> Future<T> submit(Callable<T> fetch) {
    return executor.submit(fetch);
  }

  /** Lets each thread end when nothing is left to fetch. */
  void endAfterSubmitted() {
    executor.shutdown();
  }

  /**
   * Interrupts all fetches, cancels those that have not begun, and waits until the threads have
   * ended, 10 seconds at most.
   */
  @Override
  public void close() {
    for (Runnable queued : executor.shutdownNow()) {
      ((Future<?>) queued).cancel(false);
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TERMINATION_MILLIS);
    boolean interrupted = Thread.interrupted();
    boolean waiting = true;
    while (waiting) {
      try {
        executor.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        waiting = false;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  ThreadPoolExecutor executor() {
    return executor;
  }
}
