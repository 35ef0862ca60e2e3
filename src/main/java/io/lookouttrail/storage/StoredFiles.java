package io.lookouttrail.storage;

import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where the stored bytes of a list of files come from: one request a file, and many of them under
 * way at once where a request takes its time. Not thread-safe: it serves one task's decoder.
 */
public interface StoredFiles extends AutoCloseable {

  /**
   * The stored bytes of one of the files. The opening itself neither reads nor waits, and ends the
   * stream opened before it.
   *
   * @param file one that comes later in the list than those opened before; some may be left out
   */
  InputStream open(StoredFile file);

  /** Breaks off what is under way. */
  @Override
  void close();

  /**
   * Gives the files in the list's order: from the local disk as they are asked for, from everywhere
   * else fetched ahead of the one that is read, in bounded memory.
   *
   * @param files all in the same store
   */
  static StoredFiles of(Configuration configuration, List<? extends StoredFile> files) {
    boolean local = files.isEmpty() || CanonicalNames.isLocal(new Path(files.get(0).path()));
    return local
        ? new OnDisk(configuration)
        : ReadAhead.start(configuration, files, ReadAhead.LIMITS);
  }

  /** A disk answers at once, and reads ahead by itself. */
  record OnDisk(Configuration configuration) implements StoredFiles {
    @Override
    public InputStream open(StoredFile file) {
      return new ResumingInputStream(configuration, file);
    }

    @Override
    public void close() {}
  }
}
