package io.lookouttrail.storage;

/**
 * A file of a store, as its listing described it: where to open it, and how long it is. With the
 * length known, S3 is read without a request for metadata.
 */
public interface StoredFile {

  /** The Hadoop path to open, as it was addressed. */
  String path();

  /** Stored size in bytes. */
  long bytes();
}
