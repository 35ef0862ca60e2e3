package io.lookouttrail.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;

/**
 * The objects of an S3 bucket, by their keys.
 *
 * <p>Hadoop's paths cannot express every key: they join slashes and resolve {@code ..}, so S3A's
 * own listings leave out {@code audit//AWSLogs/…}, and never end at {@code a/../b}. All methods
 * throw the exceptions that S3A itself would throw.
 */
public interface S3Objects {
  String S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem";

  /** Receiver of a listing, in the order of S3. */
  interface Receiver {
    /**
     * Receives an object.
     *
     * @return false to end the listing
     */
    boolean object(String key, long bytes, long modifiedMillis) throws IOException;

    /** Receives what keys have in common up to the next slash, the slash included. */
    void prefix(String prefix) throws IOException;
  }

  /** An object as S3 describes it. */
  record Found(long bytes, long modifiedMillis) {}

  /**
   * Lists the keys that begin with a prefix.
   *
   * @param recursive whether to list all keys; if not, only up to the next slash
   * @return the number of requests, one for every 1,000 keys
   */
  long list(String prefix, boolean recursive, Receiver receiver) throws IOException;

  /** Asks for one object; empty if there is none with this key. */
  Optional<Found> find(String key) throws IOException;

  /** Opens an object at a position. */
  InputStream open(String key, long position) throws IOException;

  /** The metadata that users gave an object, by lower-case name. */
  Map<String, String> metadata(String key) throws IOException;

  /**
   * The objects behind a file system.
   *
   * @return empty unless it is S3A of Hadoop 3.4 or newer, which lends its client, and lists with
   *     version 2 of the API
   */
  static Optional<S3Objects> of(FileSystem fileSystem) {
    if (fileSystem.getConf().getInt("fs.s3a.list.version", 2) != 2) {
      return Optional.empty();
    }
    for (Class<?> type = fileSystem.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(S3A)) {
        try {
          type.getMethod("getS3AInternals");
          return Optional.of(S3AObjects.of(fileSystem));
        } catch (NoSuchMethodException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
