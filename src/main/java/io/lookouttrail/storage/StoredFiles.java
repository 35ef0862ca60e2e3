package io.lookouttrail.storage;

import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Source of the stored bytes of a list of files: one request a file, and many requests at once
 * where a request takes long. Not thread-safe: it serves the decoder of one task.
 */
public interface StoredFiles extends AutoCloseable {

  /**
   * The stored bytes of one of the files. Opening neither reads nor waits; it ends the stream that
   * was opened before.
   *
   * @param file a file that is later in the list than those opened before; files may be skipped
   */
  InputStream open(StoredFile file);

  /** Interrupts the requests that are running. */
  @Override
  void close();

  /**
   * A source in the list's order. Files of the local disk are opened when they are read; files of
   * any other store are fetched ahead of the one that is read, in bounded memory.
   *
   * @param files all in the same store
   */
  static StoredFiles of(Configuration configuration, List<? extends StoredFile> files) {
    boolean local = files.isEmpty() || ResumingInputStream.isOnDisk(files.get(0));
    return local
        ? new OnDisk(configuration)
        : ReadAhead.start(configuration, files, ReadAhead.LIMITS);
  }

  /** Files of the local disk, which answers at once and reads ahead itself. */
  record OnDisk(Configuration configuration) implements StoredFiles {
    @Override
    public InputStream open(StoredFile file) {
      return new ResumingInputStream(configuration, file);
    }

    @Override
    public void close() {}
  }
}
