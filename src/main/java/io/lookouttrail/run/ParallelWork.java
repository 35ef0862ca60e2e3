package io.lookouttrail.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs pieces of work in threads of this process, which have the caller's class loader. */
public final class ParallelWork {
  private ParallelWork() {}

  /**
   * Runs all pieces.
   *
   * @param threads number of threads
   * @return the results, in the order of the pieces
   * @throws RuntimeException that of the first piece that failed; the others are interrupted
   */
  public static <T> List<T> run(int threads, Collection<Callable<T>> work) {
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(1, Math.min(threads, work.size())));
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> piece : work) {
        running.add(pool.submit(piece));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> piece : running) {
        results.add(result(piece));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T result(Future<T> piece) {
    try {
      return piece.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while threads worked", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
