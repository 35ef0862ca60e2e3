package io.lookouttrail.cli.session;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What S3A is told where neither the user nor the cluster has said anything: only values of
 * Hadoop's own {@code core-default.xml} give way.
 *
 * <p>Source: Hadoop 3.4, "Hadoop-AWS module", sections on authentication, on retries and on
 * connection settings.
 */
final class S3aDefaults {
  private static final String S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem";
  private static final String HADOOPS_OWN = "core-default.xml";

  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.of(
              // S3A's own two for what a core-site.xml holds, then the SDK's whole chain:
              // variables,
              // web identity, profiles with single sign-on, the container's and the machine's role.
              "fs.s3a.aws.credentials.provider",
              "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider,"
                  + "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider,"
                  + "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
              // A network that answers nothing is told after minutes, not after half an hour: 15 s
              // to connect, four times in the SDK, and that four times in S3A.
              "fs.s3a.connection.establish.timeout",
              "15s",
              "fs.s3a.attempts.maximum",
              "3",
              "fs.s3a.retry.limit",
              "3",
              // Errors 500 pass within seconds; half a second is too short a wait for them.
              "fs.s3a.retry.interval",
              "2s",
              // A 503 asks to slow down; waits double from 100 ms, three minutes in all. Hadoop's
              // twenty would be a day.
              "fs.s3a.retry.throttle.limit",
              "11"));

  private S3aDefaults() {}

  /** Sets in a session's configuration what nobody has set. */
  static void fill(Configuration hadoop) {
    SETTINGS.forEach(
        (name, value) -> {
          if (isUnset(hadoop, name)) {
            hadoop.set(name, value, "Lookout Trail");
          }
        });
    // The address that people copy from the console; on EMR the cluster says what reads it.
    if (isUnset(hadoop, "fs.s3.impl") && hadoop.getClassByNameOrNull(S3A) != null) {
      hadoop.set("fs.s3.impl", S3A, "Lookout Trail");
    }
  }

  private static boolean isUnset(Configuration hadoop, String name) {
    if (hadoop.getRaw(name) == null) {
      return true;
    }
    String @Nullable [] sources = hadoop.getPropertySources(name);
    return sources != null && sources.length > 0 && sources[sources.length - 1].equals(HADOOPS_OWN);
  }
}
