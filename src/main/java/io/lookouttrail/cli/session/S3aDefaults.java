package io.lookouttrail.cli.session;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of S3A that apply unless the user or the cluster sets them. They replace only values of
 * Hadoop's own {@code core-default.xml}.
 *
 * <p>Source: Hadoop 3.4, "Hadoop-AWS module", sections on authentication, on retries and on
 * connection settings.
 */
final class S3aDefaults {
  private static final String S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem";
  private static final String HADOOP_DEFAULTS = "core-default.xml";

  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.of(
              // Two of S3A for credentials in a core-site.xml, then the SDK's whole chain:
              // variables, web identity, profiles with single sign-on, roles of container and
              // machine.
              "fs.s3a.aws.credentials.provider",
              "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider,"
                  + "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider,"
                  + "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
              // If the network does not answer, the run fails after minutes, not after half an
              // hour:
              // 15 s to connect, four times in the SDK, and that four times in S3A.
              "fs.s3a.connection.establish.timeout",
              "15s",
              "fs.s3a.attempts.maximum",
              "3",
              "fs.s3a.retry.limit",
              "3",
              // Errors 500 last for seconds; a wait of half a second is too short for them.
              "fs.s3a.retry.interval",
              "2s",
              // A 503 asks to slow down. Waits double from 100 ms: three minutes in total. Hadoop's
              // default of twenty retries would take a day.
              "fs.s3a.retry.throttle.limit",
              "11"));

  private S3aDefaults() {}

  /** Sets what neither the user nor the cluster has set. */
  static void fill(Configuration hadoop) {
    SETTINGS.forEach(
        (name, value) -> {
          if (isUnset(hadoop, name)) {
            hadoop.set(name, value, "Lookout Trail");
          }
        });
    // Users copy s3:// addresses from the console. On EMR the cluster configures what reads them.
    if (isUnset(hadoop, "fs.s3.impl") && hadoop.getClassByNameOrNull(S3A) != null) {
      hadoop.set("fs.s3.impl", S3A, "Lookout Trail");
    }
  }

  private static boolean isUnset(Configuration hadoop, String name) {
    if (hadoop.getRaw(name) == null) {
      return true;
    }
    String @Nullable [] sources = hadoop.getPropertySources(name);
    return sources != null
        && sources.length > 0
        && sources[sources.length - 1].equals(HADOOP_DEFAULTS);
  }
}
