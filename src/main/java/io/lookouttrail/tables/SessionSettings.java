package io.lookouttrail.tables;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs a piece of work with its own Spark settings and restores the session's afterwards.
 *
 * <p>Settings belong to a session: only one thread of a session may use this at a time.
 */
public final class SessionSettings {
  /** Spark setting; {@code false} turns {@link #withSmallWorkSettings} off. */
  public static final String SMALL_WORK_OPTION = "spark.lookouttrail.littleWork";

  private static final int MAX_SMALL_PARTITIONS = 8;

  private SessionSettings() {}

  /** The result of some work that is done with these settings. */
  public static <T> T withSettings(
      SparkSession spark, Map<String, String> settings, Supplier<T> work) {
    Map<String, @Nullable String> before = new HashMap<>();
    settings.forEach((key, value) -> before.put(key, spark.conf().get(key, null)));
    try {
      settings.forEach((key, value) -> spark.conf().set(key, value));
      return work.get();
    } finally {
      before.forEach(
          (key, value) -> {
            if (value == null) {
              spark.conf().unset(key);
            } else {
              spark.conf().set(key, value);
            }
          });
    }
  }

  /** Does some work, which has no result, with these settings. */
  static void runWithSettings(SparkSession spark, Map<String, String> settings, Runnable work) {
    withSettings(
        spark,
        settings,
        () -> {
          work.run();
          return settings;
        });
  }

  /**
   * The result of some work; if the work is small, it is done with settings that make plans over
   * few rows faster.
   */
  public static <T> T withSmallWorkSettings(boolean small, SparkSession spark, Supplier<T> work) {
    boolean enabled = Boolean.parseBoolean(spark.conf().get(SMALL_WORK_OPTION, "true"));
    return small && enabled ? withSettings(spark, forSmallWork(spark), work) : work.get();
  }

  /**
   * The result of some work; if the work is over rows that the driver has read, it is done with
   * settings that make plans over them faster.
   */
  public static <T> T withLocalWorkSettings(boolean local, SparkSession spark, Supplier<T> work) {
    Map<String, String> inOneTask =
        Map.of("spark.sql.leafNodeDefaultParallelism", "1", "spark.sql.shuffle.partitions", "1");
    return withSmallWorkSettings(
        local, spark, () -> local ? withSettings(spark, inOneTask, work) : work.get());
  }

  /**
   * Settings for plans over few rows. Such a plan takes longer to compile than to run, longer to
   * replan after each stage than to run as it is, and gains nothing from many partitions.
   */
  private static Map<String, String> forSmallWork(SparkSession spark) {
    return Map.of(
        "spark.sql.codegen.wholeStage",
        "false",
        "spark.sql.codegen.factoryMode",
        "NO_CODEGEN",
        "spark.sql.adaptive.enabled",
        "false",
        "spark.sql.shuffle.partitions",
        Integer.toString(
            Math.min(spark.sparkContext().defaultParallelism(), MAX_SMALL_PARTITIONS)));
  }
}
