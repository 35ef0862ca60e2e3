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
 * What a reader of log files may set.
 *
 * @param path the archive: a bucket, a folder of CloudTrail's layout, a flat folder, one file
 * @param latenessDays days after an event's in which it may have been delivered, 0 to 30
 * @param trustKeys whether the account and Region in a file's key hold for its records
 * @param badFiles what happens where a file or a record cannot be read
 * @param maxFileBytes inflated size above which a file is not read on
 * @param hadoop settings of the file system, such as {@code fs.s3a.endpoint}
 */
record ReadOptions(
    String path,
    int latenessDays,
    boolean trustKeys,
    BadFiles badFiles,
    long maxFileBytes,
    Map<String, String> hadoop)
    implements Serializable {

  /** By the names that Spark's own sources give the option {@code mode}. */
  enum BadFiles {
    /** The query fails, and names the file. */
    FAILFAST,
    /** A row without values stands for it, and {@code _problem} says what it is. */
    PERMISSIVE
  }

  ReadOptions {
    hadoop = new TreeMap<>(hadoop);
  }

  static ReadOptions of(CaseInsensitiveStringMap options) {
    String path = options.get("path");
    if (path == null || path.isBlank()) {
      throw wrong("path", "none is given", "Name the archive: load(\"s3a://bucket/prefix\").");
    }
    Map<String, String> hadoop = new TreeMap<>(options.asCaseSensitiveMap());
    hadoop.keySet().removeIf(name -> !name.startsWith("fs."));
    return new ReadOptions(
        path,
        lateness(options.getOrDefault("lateness", "" + Window.MAX_LATENESS_DAYS)),
        options.getBoolean("trustKeys", true),
        mode(options.getOrDefault("mode", BadFiles.FAILFAST.name())),
        maxFileBytes(options.get("maxFileBytes")),
        hadoop);
  }

  /** The settings of the file system, with those given here. */
  Configuration over(Configuration base) {
    Configuration configuration = new Configuration(base);
    hadoop.forEach(configuration::set);
    return configuration;
  }

  private static int lateness(String days) {
    String remedy = "Give the days, 0 to " + Window.MAX_LATENESS_DAYS + ".";
    try {
      return Window.checkLateness(Integer.parseInt(days.strip()));
    } catch (NumberFormatException e) {
      throw wrong("lateness", "\"" + days + "\" is not a number", remedy);
    } catch (IllegalArgumentException e) {
      throw wrong("lateness", days + " is not 0 to " + Window.MAX_LATENESS_DAYS, remedy);
    }
  }

  private static long maxFileBytes(@Nullable String size) {
    if (size == null) {
      return ScanOptions.DEFAULT_MAX_FILE_BYTES;
    }
    try {
      return ByteSize.parse(size);
    } catch (IllegalArgumentException e) {
      throw wrong("maxFileBytes", String.valueOf(e.getMessage()), "The default is 4GiB.");
    }
  }

  private static BadFiles mode(String name) {
    try {
      return BadFiles.valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong(
          "mode",
          "\"" + name + "\" is not known",
          "Give FAILFAST, which fails at a bad file, or PERMISSIVE, which tells of it in _problem.");
    }
  }

  private static UserError wrong(String option, String why, String remedy) {
    return UserError.usage("read CloudTrail logs with that option " + option, why, remedy);
  }
}
