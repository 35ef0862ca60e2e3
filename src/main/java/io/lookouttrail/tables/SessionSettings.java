package io.lookouttrail.tables;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Works with session settings of its own and puts the session's back. */
public final class SessionSettings {
  /** Set to false, little work is planned like any other. */
  public static final String LITTLE_WORK = "spark.lookouttrail.littleWork";

  /** Little work gains nothing from a cluster's width. */
  private static final int MOST_PARTITIONS = 8;

  private SessionSettings() {}

  /**
   * Does the work with what makes little work quick, if it is little, and puts the settings back.
   */
  public static <T> T sizedFor(boolean little, SparkSession spark, Supplier<T> work) {
    boolean wanted = Boolean.parseBoolean(spark.conf().get(LITTLE_WORK, "true"));
    return little && wanted ? give(spark, forLittleWork(spark), work) : work.get();
  }

  /**
   * For plans over few rows, which take longer to compile than to run, and to plan anew after each
   * of their stages than to run as they were planned.
   */
  private static Map<String, String> forLittleWork(SparkSession spark) {
    return Map.of(
        "spark.sql.codegen.wholeStage",
        "false",
        "spark.sql.codegen.factoryMode",
        "NO_CODEGEN",
        "spark.sql.adaptive.enabled",
        "false",
        "spark.sql.shuffle.partitions",
        Integer.toString(Math.min(spark.sparkContext().defaultParallelism(), MOST_PARTITIONS)));
  }

  static void run(SparkSession spark, Map<String, String> settings, Runnable write) {
    give(
        spark,
        settings,
        () -> {
          write.run();
          return settings;
        });
  }

  /** What some work gives that is done with these settings, by one thread of the session's. */
  public static <T> T give(SparkSession spark, Map<String, String> settings, Supplier<T> work) {
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
}
