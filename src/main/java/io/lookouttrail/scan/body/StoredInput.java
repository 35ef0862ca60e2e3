package io.lookouttrail.scan.body;

import io.lookouttrail.storage.StorageErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The stored bytes of a file through one reused buffer; a failing store becomes a fault. */
final class StoredInput {
  private static final int CHUNK_BYTES = 64 << 10;

  private final byte[] bytes = new byte[CHUNK_BYTES];
  private InputStream stored = InputStream.nullInputStream();
  private int pos;
  private int limit;
  private long base;

  void open(InputStream opened) {
    stored = opened;
    pos = 0;
    limit = 0;
    base = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int pos() {
    return pos;
  }

  int available() {
    return limit - pos;
  }

  void moveTo(int newPos) {
    pos = newPos;
  }

  /** How far into the stored file the next byte lies. */
  long offset() {
    return base + pos;
  }

  /** The next byte, or -1 at the end of what is stored. */
  int next() throws BodyException {
    if (pos == limit && !refill()) {
      return -1;
    }
    return bytes[pos++] & 0xff;
  }

  /** Replaces the buffer, all of which was used, by what follows; false at the end. */
  boolean refill() throws BodyException {
    base += limit;
    pos = 0;
    limit = 0;
    return append();
  }

  /** Reads on behind what is buffered; false at the end, or when the buffer is full. */
  boolean append() throws BodyException {
    int count = read(bytes, limit, bytes.length - limit);
    limit += Math.max(count, 0);
    return count > 0;
  }

  /** Bytes as they are stored: the buffered ones first, then straight from the store; -1 at end. */
  int read(byte[] out, int from, int length) throws BodyException {
    if (out != bytes && pos < limit) {
      int count = Math.min(length, limit - pos);
      System.arraycopy(bytes, pos, out, from, count);
      pos += count;
      return count;
    }
    try {
      return stored.read(out, from, length);
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /**
   * The problem of a file whose read failed.
   *
   * @throws UncheckedIOException if the thread was interrupted or AWS does not accept the
   *     credentials: that says nothing about the file
   */
  static BodyException problem(IOException failure) {
    String detail = StorageErrors.detail(failure);
    return switch (StorageErrors.kindOfRead(failure)) {
      case INTERRUPTED, CREDENTIALS_REJECTED, NO_CREDENTIALS ->
          throw new UncheckedIOException(failure);
      case ARCHIVED ->
          BodyException.of(Problem.Kind.ARCHIVED, "in an archive class, not restored: " + detail);
      case ACCESS_DENIED, PERMISSION_DENIED, ENCRYPTION_KEY_DENIED ->
          BodyException.refused("access denied: " + detail);
      case ABSENT -> BodyException.absent(detail);
      case NO_BUCKET, READ_ONLY, NO_FILE_SYSTEM, BAD_REQUEST, UNREACHABLE, OTHER ->
          BodyException.of(Problem.Kind.UNREADABLE, detail);
    };
  }
}
