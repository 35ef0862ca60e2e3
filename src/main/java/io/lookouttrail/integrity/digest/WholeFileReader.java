package io.lookouttrail.integrity.digest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.scan.body.UncompressedInput;
import io.lookouttrail.storage.ResumingInputStream;
import io.lookouttrail.storage.StoredFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads stored files for what they are uncompressed, gzip of any number of members or not, one
 * after the other with the same buffers: make one a task. Not thread-safe.
 */
public final class WholeFileReader implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;

  private final Configuration configuration;
  private final UncompressedInput source;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  /**
   * @param maxBytes uncompressed size above which a file counts as broken
   */
  public WholeFileReader(Configuration configuration, long maxBytes) {
    this.configuration = configuration;
    source =
        new UncompressedInput(maxBytes, true);
  }

  /** How the reading of a file ended. */
  public sealed interface Reading {}

  /**
   * A file that was read to its end.
   *
   * @param bytes its uncompressed bytes; empty where only the hash was asked for
   * @param sha256 lower-hex SHA-256 of the uncompressed bytes
   * @param inflatedBytes how many those are
   */
  // The bytes are handed over, not shared: nobody else holds them.
  @SuppressWarnings("ArrayRecordComponent")
  public record Whole(byte[] bytes, String sha256, long inflatedBytes) implements Reading {}

  /** A file that is not there. */
  public record Absent() implements Reading {}

  /**
   * A file that cannot be read to its end.
   *
   * @param detail one line
   */
  public record Broken(Problem.Kind kind, String detail) implements Reading {}

  /** Takes the hash of a file; holds no more of it than a buffer. */
  public Reading hash(LogFile file) {
    return read(file, new ResumingInputStream(configuration, file), false);
  }

  /** Takes the hash of a file whose stored bytes come from where many are fetched at a time. */
  public Reading hash(LogFile file, StoredFiles files) {
    return read(file, files.open(file), false);
  }

  /** Reads a file into memory. */
  public Reading read(LogFile file) {
    return read(file, new ResumingInputStream(configuration, file), true);
  }

  private Reading read(LogFile file, InputStream stored, boolean keep) {
    try (stored) {
      source.open(stored, file.bytes(), file.path().toLowerCase(Locale.ROOT).endsWith(".gz"));
      byte[] kept = keep ? new byte[CHUNK_BYTES] : chunk;
      int length = 0;
      int count = source.read(kept, 0, kept.length);
      while (count >= 0) {
        if (keep) {
          length += count;
          kept = length == kept.length ? Arrays.copyOf(kept, length * 2) : kept;
        }
        count = source.read(kept, length, kept.length - length);
      }
      return new Whole(
          keep ? Arrays.copyOf(kept, length) : new byte[0],
          source.sha256().orElseThrow(),
          source.inflatedBytes());
    } catch (BodyException e) {
      return e.isAbsent() ? new Absent() : new Broken(e.kind(), e.detail());
    } catch (IOException e) {
      return new Broken(Problem.Kind.UNREADABLE, "closing it failed: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
