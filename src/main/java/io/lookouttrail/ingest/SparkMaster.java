package io.lookouttrail.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * The master of Spark that is set: it says whether there are executors, and how many threads this
 * process has for tasks.
 */
final class SparkMaster {
  /** A Spark without executors; it may say how many threads it has. */
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d{1,4}|\\*).*)?");

  private final Matcher local;

  private SparkMaster(String name) {
    this.local = LOCAL.matcher(name);
  }

  /**
   * The master that is set.
   *
   * @param hadoop Hadoop's settings, with those of Spark
   */
  static SparkMaster of(Configuration hadoop) {
    return new SparkMaster(hadoop.get("spark.master", ""));
  }

  /** Whether tasks run elsewhere than in threads of this process. */
  boolean hasExecutors() {
    return !local.matches();
  }

  /** As many as Spark would have tasks at a time here; one a processor where it has executors. */
  int threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    if (!local.matches()) {
      return processors;
    }
    String named = local.group(1) == null ? "1" : local.group(1);
    return named.equals("*") ? processors : Math.max(1, Integer.parseInt(named));
  }
}
