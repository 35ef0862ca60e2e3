package io.lookouttrail.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/** Threads of this process that do the work of Spark's tasks. */
final class DriverThreads {
  /** A Spark without executors; it may say how many threads it has. */
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d{1,4}|\\*).*)?");

  private final int count;

  private DriverThreads(int count) {
    this.count = count;
  }

  /**
   * As many threads as Spark would have tasks at a time in this process.
   *
   * @param hadoop Hadoop's settings, with those of Spark
   */
  static DriverThreads of(Configuration hadoop) {
    Matcher local = LOCAL.matcher(master(hadoop));
    int processors = Runtime.getRuntime().availableProcessors();
    if (!local.matches()) {
      return new DriverThreads(processors);
    }
    String named = local.group(1) == null ? "1" : local.group(1);
    return new DriverThreads(named.equals("*") ? processors : Math.max(1, Integer.parseInt(named)));
  }

  /** Whether Spark has no executors: its tasks would run in threads of this process too. */
  static boolean areAllThereIs(Configuration hadoop) {
    return LOCAL.matcher(master(hadoop)).matches();
  }

  private static String master(Configuration hadoop) {
    return hadoop.get("spark.master", "");
  }

  int count() {
    return count;
  }

  /** The results of some work, in its order; where a piece fails, the others are interrupted. */
  <T> List<T> run(List<Callable<T>> work) {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    ExecutorService pool = Executors.newFixedThreadPool(count);
    try {
      List<Future<T>> pieces = new ArrayList<>();
      for (Callable<T> piece : work) {
        pieces.add(
            pool.submit(
                () -> {
                  Thread.currentThread().setContextClassLoader(classes);
                  return piece.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> piece : pieces) {
        results.add(piece.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the log files were read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
