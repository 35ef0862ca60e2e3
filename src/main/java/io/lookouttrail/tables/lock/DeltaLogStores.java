package io.lookouttrail.tables.lock;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What Delta's configured log store guarantees to several writers. */
final class DeltaLogStores {
  private DeltaLogStores() {}

  private static final String DYNAMO_DB = "io.delta.storage.S3DynamoDBLogStore";

  /** Stands for a lock where none is needed. */
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

  /** Whether commits from several clusters to this path exclude each other by themselves. */
  static boolean allowManyWriters(Configuration hadoop, Path path) {
    String scheme = path.toUri().getScheme();
    return DYNAMO_DB.equals(hadoop.get("delta.logStore." + scheme + ".impl"))
        || DYNAMO_DB.equals(hadoop.get("spark.delta.logStore." + scheme + ".impl"));
  }
}
