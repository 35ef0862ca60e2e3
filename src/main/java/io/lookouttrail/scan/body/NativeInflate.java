package io.lookouttrail.scan.body;

import org.apache.hadoop.conf.Configuration;

/** Setting that turns off inflating with the system's library. */
public final class NativeInflate {
  /** Hadoop setting, true by default; Spark passes {@code spark.hadoop.*} to all executors. */
  public static final String SETTING = "lookouttrail.nativeInflate";

  private NativeInflate() {}

  /** Returns whether files may be inflated with the system's library. */
  public static boolean isEnabled(Configuration configuration) {
    return configuration.getBoolean(SETTING, true);
  }

  /** Returns whether this machine has the library and JNA can use it. */
  public static boolean isAvailable() {
    return LibdeflateInflater.find().isPresent();
  }
}
