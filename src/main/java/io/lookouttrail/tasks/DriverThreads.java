package io.lookouttrail.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks in threads of this process, without Spark. */
public final class DriverThreads {
  private DriverThreads() {}

  /**
   * Runs all tasks.
   *
   * @param threads number of threads
   * @return the results, in the order of the tasks
   * @throws RuntimeException that of the first task that failed; the other tasks are interrupted
   */
  public static <T> List<T> run(int threads, List<Callable<T>> tasks) {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(
            pool.submit(
                () -> {
                  Thread.currentThread().setContextClassLoader(classes);
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> task : running) {
        results.add(result(task));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T result(Future<T> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tasks ran", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
