package io.lookouttrail.tables.lock;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * An object store whose writes can depend on what is there: S3 since 2024.
 *
 * <p>Each write carries a token of its own in the object's metadata. Where the answer to a write
 * was lost, the token of the object that is there says whether it was this write.
 */
interface ConditionalStore {
  /**
   * An object that is stored.
   *
   * @param version the store's name of exactly these bytes: the ETag
   * @param modified when it was written, by the store's clock
   * @param storeTime the time of the store's answer, by the same clock; empty where it gives none
   */
  record StoredObject(String text, String version, Instant modified, Optional<Instant> storeTime) {
    /** The object's age by the store's clock; empty where the store gives no time. */
    Optional<Duration> age() {
      return storeTime.map(now -> Duration.between(modified, now));
    }
  }

  /** Writes an object; empty where there is one that another has written. Returns its version. */
  Optional<String> putIfAbsent(Path path, byte[] content) throws IOException;

  /**
   * Replaces an object; empty where it is no longer the one of this version. Returns the new
   * version.
   */
  Optional<String> putIfUnchanged(Path path, byte[] content, String version) throws IOException;

  Optional<StoredObject> get(Path path) throws IOException;

  void delete(Path path) throws IOException;
}
