package io.lookouttrail.tables;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Runs a write with session settings of its own and puts the session's back. */
final class ScopedSettings {
  private ScopedSettings() {}

  static void run(SparkSession spark, Map<String, String> settings, Runnable write) {
    Map<String, @Nullable String> before = new HashMap<>();
    settings.forEach((key, value) -> before.put(key, spark.conf().get(key, null)));
    try {
      settings.forEach((key, value) -> spark.conf().set(key, value));
      write.run();
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
