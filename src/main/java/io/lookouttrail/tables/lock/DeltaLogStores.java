package io.lookouttrail.tables.lock;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The configured Delta log store, and whether it admits several writers. */
final class DeltaLogStores {
  private DeltaLogStores() {}

  private static final String DYNAMO_DB = "io.delta.storage.S3DynamoDBLogStore";

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

  /** Whether the log store makes commits from several clusters to this path exclude each other. */
  static boolean admitsSeveralWriters(Configuration hadoop, Path path) {
    String scheme = path.toUri().getScheme();
    return DYNAMO_DB.equals(hadoop.get("delta.logStore." + scheme + ".impl"))
        || DYNAMO_DB.equals(hadoop.get("spark.delta.logStore." + scheme + ".impl"));
  }
}
