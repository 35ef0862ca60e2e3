package io.lookouttrail.integrity.digest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.body.AfterFirstMember;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.NativeInflate;
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
 * Reader of whole files, uncompressed: gzip, of which only the first member counts, or plain. It
 * reads one file after the other with the same buffers, so a task needs only one. Not thread-safe.
 */
public final class WholeFileReader implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;

  private final Configuration configuration;
  private final UncompressedInput source;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  /**
   * @param maxBytes uncompressed size above which a file is {@link Unreadable}
   */
  public WholeFileReader(Configuration configuration, long maxBytes) {
    this.configuration = configuration;
    source = new UncompressedInput(maxBytes, true, NativeInflate.isEnabled(configuration));
  }

  /** Result of reading one file. */
  public sealed interface ReadResult {
    /** Why the content is not available, in one line; empty for {@link Complete}. */
    String error();
  }

  /**
   * A file that was read to its end.
   *
   * @param bytes its uncompressed bytes; empty if only the hash was computed
   * @param sha256 lower-case hex SHA-256 of the uncompressed bytes
   * @param inflatedBytes number of uncompressed bytes
   * @param afterFirstMember what follows the first gzip member, in words; empty for nothing
   */
  // The reader hands the bytes over and keeps no reference to them.
  @SuppressWarnings("ArrayRecordComponent")
  public record Complete(byte[] bytes, String sha256, long inflatedBytes, String afterFirstMember)
      implements ReadResult {
    @Override
    public String error() {
      return "";
    }
  }

  /** A file that does not exist. */
  public record Missing() implements ReadResult {
    @Override
    public String error() {
      return "it was deleted while the archive was verified";
    }
  }

  /**
   * A file that cannot be read to its end.
   *
   * @param detail one line
   */
  public record Unreadable(Problem.Kind kind, String detail) implements ReadResult {
    @Override
    public String error() {
      return kind.label() + ": " + detail;
    }
  }

  /** Computes the hash of a file; holds one buffer of it. */
  public ReadResult hash(LogFile file) {
    return read(file, new ResumingInputStream(configuration, file), false);
  }

  /** Computes the hash of a file that is read ahead together with others. */
  public ReadResult hash(LogFile file, StoredFiles files) {
    return read(file, files.open(file), false);
  }

  /** Reads a file into memory. */
  public ReadResult read(LogFile file) {
    return read(file, new ResumingInputStream(configuration, file), true);
  }

  private ReadResult read(LogFile file, InputStream stored, boolean keep) {
    try (stored) {
      source.openFirstMember(
          stored, file.bytes(), file.path().toLowerCase(Locale.ROOT).endsWith(".gz"));
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
      return new Complete(
          keep ? Arrays.copyOf(kept, length) : new byte[0],
          source.sha256().orElseThrow(),
          source.inflatedBytes(),
          source.afterFirstMember().map(this::inWords).orElse(""));
    } catch (BodyException e) {
      return e.isAbsent() ? new Missing() : new Unreadable(e.kind(), e.detail());
    } catch (IOException e) {
      return new Unreadable(Problem.Kind.UNREADABLE, "it could not be closed: " + e.getMessage());
    }
  }

  private String inWords(AfterFirstMember after) {
    return switch (after) {
      case ZEROS -> "zeros follow the gzip member that CloudTrail wrote";
      case EMPTY_MEMBER -> "an empty gzip member follows the one that CloudTrail wrote";
      case MEMBER ->
          String.format(
              Locale.ROOT,
              "a gzip member with %,d bytes follows the one that CloudTrail wrote",
              source.laterBytes());
      case OTHER -> "bytes that are no gzip member follow the one that CloudTrail wrote";
    };
  }

  @Override
  public void close() {
    source.close();
  }
}
