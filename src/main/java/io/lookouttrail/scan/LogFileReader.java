package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.NativeInflate;
import io.lookouttrail.storage.ResumingInputStream;
import io.lookouttrail.storage.StoredFile;
import io.lookouttrail.storage.StoredFiles;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Reader of log files, one after the other, with the same buffers: create one for each task.
 *
 * <p>Not thread-safe. Opening a file ends the scan of the previous one. Memory is bounded for files
 * of any size.
 */
public final class LogFileReader implements AutoCloseable {
  /** Longer records go to quarantine; CloudTrail limits an event to 256 kB. */
  static final int MAX_RECORD_BYTES = 16 << 20;

  private final Configuration configuration;
  private final ScanPipeline pipeline;
  private @Nullable LogFileScan last;

  public LogFileReader(Configuration configuration, ScanOptions options) {
    this(configuration, options, BodyBuffer.CHUNK_BYTES, MAX_RECORD_BYTES);
  }

  LogFileReader(
      Configuration configuration, ScanOptions options, int chunkBytes, int maxRecordBytes) {
    this.configuration = configuration;
    pipeline =
        new ScanPipeline(
            options, NativeInflate.isEnabled(configuration), chunkBytes, maxRecordBytes);
  }

  /**
   * Begins the scan of a file. Reading starts when the scan advances. A file that cannot be read is
   * a {@link ScanEntry.ProblemEntry}, not an exception.
   */
  public LogFileScan open(StoredFile file) {
    return open(
        new ResumingInputStream(configuration, file), file.bytes(), isNamedGzip(file.path()));
  }

  /**
   * Begins the scan of a file that is fetched ahead with others.
   *
   * @param files the files of this reader, opened in their order
   */
  public LogFileScan open(StoredFile file, StoredFiles files) {
    endLast();
    return open(files.open(file), file.bytes(), isNamedGzip(file.path()));
  }

  /**
   * Begins the scan of a file's stored bytes.
   *
   * @param stored the stored bytes; the scan closes it
   * @param listedBytes the number of stored bytes that the listing gives
   * @param namedGzip whether the file's name ends in {@code .gz}
   */
  public LogFileScan open(InputStream stored, long listedBytes, boolean namedGzip) {
    endLast();
    pipeline.open(stored, listedBytes, namedGzip);
    LogFileScan scan = new LogFileScan(pipeline, stored);
    last = scan;
    return scan;
  }

  private static boolean isNamedGzip(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** Returns the size of the text buffer. */
  int bufferBytes() {
    return pipeline.buffer().bytes.length;
  }

  /** Returns whether files are inflated with the system's library, where they are as usual. */
  boolean inflatesNatively() {
    return pipeline.input().inflatesNatively();
  }

  /** Ends the last scan and returns the decoders' memory. */
  @Override
  public void close() {
    endLast();
    pipeline.input().close();
  }

  private void endLast() {
    if (last != null) {
      last.close();
      last = null;
    }
  }
}
