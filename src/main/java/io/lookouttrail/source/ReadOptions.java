package io.lookouttrail.source;

import io.lookouttrail.run.ByteSize;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.scan.ScanOptions;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * Options of the connector.
 *
 * @param path the archive: a bucket, a folder of CloudTrail's layout, a flat folder, one file
 * @param latenessDays days after an event's day on which it can still be delivered, 0 to 30
 * @param trustKeys whether the account and Region in a file's key are those of its records
 * @param mode what happens if a file or a record cannot be read
 * @param maxFileBytes uncompressed size at which reading of a file stops
 * @param hadoop settings of the file system, such as {@code fs.s3a.endpoint}
 */
record ReadOptions(
    String path,
    int latenessDays,
    boolean trustKeys,
    Mode mode,
    long maxFileBytes,
    Map<String, String> hadoop)
    implements Serializable {

  /** Values of option {@code mode}, named as in Spark's own sources. */
  enum Mode {
    /** The query fails; the error names the file. */
    FAILFAST,
    /** A row without values represents the bad file or record; {@code _problem} has the reason. */
    PERMISSIVE
  }

  ReadOptions {
    hadoop = new TreeMap<>(hadoop);
  }

  static ReadOptions of(CaseInsensitiveStringMap options) {
    String path = options.get("path");
    if (path == null || path.isBlank()) {
      throw invalid("path", "none is given", "Name the archive: load(\"s3a://bucket/prefix\").");
    }
    Map<String, String> hadoop = new TreeMap<>(options.asCaseSensitiveMap());
    hadoop.keySet().removeIf(name -> !name.startsWith("fs."));
    return new ReadOptions(
        path,
        lateness(options.getOrDefault("lateness", "" + Window.MAX_LATENESS_DAYS)),
        options.getBoolean("trustKeys", true),
        mode(options.getOrDefault("mode", Mode.FAILFAST.name())),
        maxFileBytes(options.get("maxFileBytes")),
        hadoop);
  }

  /** Returns the configuration with the file system's settings of these options. */
  Configuration applyTo(Configuration base) {
    Configuration configuration = new Configuration(base);
    hadoop.forEach(configuration::set);
    return configuration;
  }

  private static int lateness(String days) {
    String remedy = "Give the days, 0 to " + Window.MAX_LATENESS_DAYS + ".";
    try {
      return Window.checkLateness(Integer.parseInt(days.strip()));
    } catch (NumberFormatException e) {
      throw invalid("lateness", "\"" + days + "\" is not a number", remedy);
    } catch (IllegalArgumentException e) {
      throw invalid("lateness", days + " is not 0 to " + Window.MAX_LATENESS_DAYS, remedy);
    }
  }

  private static long maxFileBytes(@Nullable String size) {
    if (size == null) {
      return ScanOptions.DEFAULT_MAX_FILE_BYTES;
    }
    try {
      return ByteSize.parse(size);
    } catch (IllegalArgumentException e) {
      throw invalid("maxFileBytes", String.valueOf(e.getMessage()), "The default is 4GiB.");
    }
  }

  private static Mode mode(String name) {
    try {
      return Mode.valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw invalid(
          "mode",
          "\"" + name + "\" is not known",
          "Give FAILFAST, which fails at a bad file, or PERMISSIVE, which reports it in column _problem.");
    }
  }

  private static UserError invalid(String option, String why, String remedy) {
    return UserError.usage("read CloudTrail logs with option " + option, why, remedy);
  }
}
