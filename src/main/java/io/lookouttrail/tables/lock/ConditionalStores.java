package io.lookouttrail.tables.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.WeakHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Finds out, once for each bucket, whether a store honours the conditions of writes: it writes an
 * object twice and deletes it again.
 */
final class ConditionalStores {
  private static final byte[] CONTENT =
      "Lookout Trail tries whether this store honours conditional writes."
          .getBytes(StandardCharsets.UTF_8);

  private static final String NO_VERSION = "\"00000000000000000000000000000000\"";

  /** Hadoop keeps one file system a bucket. */
  private static final Map<FileSystem, Boolean> HONOURS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private ConditionalStores() {}

  /**
   * The store behind a file system; empty where it ignores conditions, or where there is no client
   * of S3 that can make them.
   *
   * @param folder a folder that this run may write to
   */
  static Optional<ConditionalStore> at(FileSystem fileSystem, Path folder) throws IOException {
    Optional<ConditionalStore> store = client(fileSystem);
    if (store.isEmpty()) {
      return Optional.empty();
    }
    Boolean honours = HONOURS.get(fileSystem);
    if (honours == null) {
      honours = honours(store.get(), new Path(folder, "_probe-" + UUID.randomUUID()));
      HONOURS.put(fileSystem, honours);
    }
    return honours ? store : Optional.empty();
  }

  private static Optional<ConditionalStore> client(FileSystem fileSystem) {
    try {
      return S3ConditionalStore.of(fileSystem);
    } catch (LinkageError e) {
      // No S3A, or one of before Hadoop 3.4, whose client of S3 knows no conditions.
      return Optional.empty();
    }
  }

  private static boolean honours(ConditionalStore store, Path probe) throws IOException {
    try {
      return store.putIfAbsent(probe, CONTENT).isPresent()
          && store.putIfAbsent(probe, CONTENT).isEmpty()
          && store.putIfUnchanged(probe, CONTENT, NO_VERSION).isEmpty();
    } catch (UnsupportedOperationException | LinkageError e) {
      return false;
    } finally {
      delete(store, probe);
    }
  }

  private static void delete(ConditionalStore store, Path probe) {
    try {
      store.delete(probe);
    } catch (IOException e) {
      // The probe is out of every table's way, and the next write reports what is wrong.
      return;
    }
  }
}
