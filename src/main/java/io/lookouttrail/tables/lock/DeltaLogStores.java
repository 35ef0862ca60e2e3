package io.lookouttrail.tables.lock;

import io.delta.storage.AzureLogStore;
import io.delta.storage.GCSLogStore;
import io.delta.storage.HDFSLogStore;
import io.delta.storage.LocalLogStore;
import io.delta.storage.LogStore;
import io.delta.storage.S3SingleDriverLogStore;
import io.lookouttrail.run.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Delta's log stores: the ones of ours, and what the configured one admits. */
public final class DeltaLogStores {
  private DeltaLogStores() {}

  private static final String DYNAMO_DB = "io.delta.storage.S3DynamoDBLogStore";

  private static final Map<String, String> OURS =
      Map.of(
          "s3a", ConditionalPutLogStore.class.getName(),
          "s3", ConditionalPutLogStore.class.getName(),
          "hdfs", GuardedHdfsLogStore.class.getName());

  /** The lock of a log store that needs none. */
  static final WriterLock NO_LOCK =
      new WriterLock() {
        @Override
        public boolean isExclusive() {
          return false;
        }

        @Override
        public void check() {}

        @Override
        public void close() {}
      };

  /**
   * Spark settings that make Delta commit through the log stores of ours, for the schemes for which
   * the user has named none.
   *
   * @param isSet whether the user or the cluster sets a Spark setting
   */
  public static Map<String, String> settings(Predicate<String> isSet) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (Stream.of("delta.logStore.class", "spark.delta.logStore.class").noneMatch(isSet)) {
      OURS.forEach(
          (scheme, type) -> {
            if (keys(scheme).stream().noneMatch(isSet)) {
              settings.put("spark.delta.logStore." + scheme + ".impl", type);
            }
          });
    }
    return settings;
  }

  /** Whether the log store makes commits from several clusters to this path exclude each other. */
  static boolean admitsSeveralWriters(Configuration hadoop, Path path) {
    return configured(hadoop, path).filter(DYNAMO_DB::equals).isPresent();
  }

  /** Whether the log store asks {@link CommitGuard} before each commit. */
  static boolean asksBeforeCommits(Configuration hadoop, Path path) {
    return configured(hadoop, path)
        .map(hadoop::getClassByNameOrNull)
        .filter(CommitGuard.Asking.class::isAssignableFrom)
        .isPresent();
  }

  /** Whether commits through this log store never overwrite each other, on every store. */
  static boolean isOfHdfs(Configuration hadoop, Path path) {
    return configured(hadoop, path).filter(GuardedHdfsLogStore.class.getName()::equals).isPresent();
  }

  /**
   * The log store through which Delta commits to this path.
   *
   * @param hadoop Hadoop's settings and those of the Spark session
   * @throws UserError where the configured class cannot be used without a Spark session
   */
  public static LogStore open(Configuration hadoop, Path path) {
    String scheme = String.valueOf(path.toUri().getScheme());
    String type =
        Stream.of("delta.logStore.class", "spark.delta.logStore.class")
            .flatMap(key -> Optional.ofNullable(hadoop.get(key)).stream())
            // Names of Delta's log stores before its version 1.0.
            .map(name -> name.replace("org.apache.spark.sql.delta.storage.", "io.delta.storage."))
            .findFirst()
            .or(() -> configured(hadoop, path))
            .orElseGet(() -> ofScheme(scheme));
    try {
      return hadoop
          .getClassByName(type)
          .asSubclass(LogStore.class)
          .getConstructor(Configuration.class)
          .newInstance(hadoop);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw UserError.cannot(
          "commit to the tables at " + path,
          "the log store %s is not one of Delta's".formatted(type),
          "Give the name of a subclass of io.delta.storage.LogStore in spark.delta.logStore.%s.impl."
              .formatted(scheme),
          e);
    }
  }

  /** The log store that Delta itself takes where none is configured. */
  private static String ofScheme(String scheme) {
    return switch (scheme) {
      case "file" -> LocalLogStore.class.getName();
      case "s3", "s3a", "s3n" -> S3SingleDriverLogStore.class.getName();
      case "abfs", "abfss", "adl", "wasb", "wasbs" -> AzureLogStore.class.getName();
      case "gs" -> GCSLogStore.class.getName();
      default -> HDFSLogStore.class.getName();
    };
  }

  private static Optional<String> configured(Configuration hadoop, Path path) {
    String scheme = String.valueOf(path.toUri().getScheme());
    return keys(scheme).stream()
        .flatMap(key -> Optional.ofNullable(hadoop.get(key)).stream())
        .findFirst();
  }

  private static List<String> keys(String scheme) {
    String key = "delta.logStore." + scheme + ".impl";
    return List.of(key, "spark." + key);
  }
}
