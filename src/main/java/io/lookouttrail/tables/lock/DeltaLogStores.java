package io.lookouttrail.tables.lock;

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
