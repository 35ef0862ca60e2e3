package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.storage.ResumingInputStream;
import io.lookouttrail.storage.StoredFile;
import io.lookouttrail.storage.StoredFiles;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Reads log files, one after the other, with the same buffers: make one a task.
 *
 * <p>Not thread-safe; opening a file ends the scan of the one before. What it holds in memory is
 * bounded, whatever the files hold.
 */
public final class LogFileReader implements AutoCloseable {
  /** A longer record goes to quarantine; CloudTrail's own limit for an event is 256 kB. */
  static final int MAX_RECORD_BYTES = 16 << 20;

  private final Configuration configuration;
  private final ScanPipeline machine;
  private @Nullable LogFileScan last;

  public LogFileReader(Configuration configuration, ScanOptions options) {
    this(configuration, options, BodyBuffer.CHUNK_BYTES, MAX_RECORD_BYTES);
  }

  LogFileReader(
      Configuration configuration, ScanOptions options, int chunkBytes, int maxRecordBytes) {
    this.configuration = configuration;
    machine = new ScanPipeline(options, chunkBytes, maxRecordBytes);
  }

  /**
   * Begins the scan of a file. Nothing is read before the scan is advanced, and a file that cannot
   * be read is a finding, not an exception.
   */
  public LogFileScan open(StoredFile file) {
    return open(
        new ResumingInputStream(configuration, file), file.bytes(), isNamedGzip(file.path()));
  }

  /**
   * Begins the scan of a file whose stored bytes come from where many are fetched at a time.
   *
   * @param files what the reader of the file before was opened from, too
   */
  public LogFileScan open(StoredFile file, StoredFiles files) {
    endLast();
    return open(files.open(file), file.bytes(), isNamedGzip(file.path()));
  }

  /**
   * Begins the scan of a file's stored bytes.
   *
   * @param stored the bytes as they are stored; the scan closes it
   * @param listedBytes how many there should be
   * @param namedGzip whether the file's name says that it is gzip
   */
  public LogFileScan open(InputStream stored, long listedBytes, boolean namedGzip) {
    endLast();
    machine.open(stored, listedBytes, namedGzip);
    LogFileScan scan = new LogFileScan(machine, stored);
    last = scan;
    return scan;
  }

  private static boolean isNamedGzip(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** How much room the text that is being looked at takes. */
  int bufferBytes() {
    return machine.buffer().bytes.length;
  }

  /** Ends the last scan and frees what is not on the heap. */
  @Override
  public void close() {
    endLast();
    machine.source().close();
  }

  private void endLast() {
    if (last != null) {
      last.close();
      last = null;
    }
  }
}
