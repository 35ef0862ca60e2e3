package io.lookouttrail.scan.body;

import io.lookouttrail.storage.StorageErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Stored bytes of a file, read through one reused buffer; a read error becomes a BodyException. */
final class StoredInput {
  static final int CHUNK_BYTES = 64 << 10;

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

  /** Returns the stream of the bytes after the buffered ones. */
  InputStream rest() {
    return stored;
  }

  /** Replaces the stream of the bytes after the buffered ones. */
  void setRest(InputStream rest) {
    stored = rest;
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

  /** Returns the offset in the stored file of the next byte. */
  long offset() {
    return base + pos;
  }

  /** Returns the next byte; -1 at the end of the file. */
  int next() throws BodyException {
    if (pos == limit && !refill()) {
      return -1;
    }
    return bytes[pos++] & 0xff;
  }

  /** Marks the file, of this length, as read to its end. */
  void endAt(long length) {
    base = length;
    pos = 0;
    limit = 0;
  }

  /** Skips the rest of the file. */
  void skipToEnd() throws BodyException {
    do {
      pos = limit;
    } while (refill());
  }

  /** Fills the used-up buffer with the next bytes; false at the end of the file. */
  boolean refill() throws BodyException {
    base += limit;
    pos = 0;
    limit = 0;
    return append();
  }

  /** Adds the next bytes to the buffer; false at the end of the file or if the buffer is full. */
  boolean append() throws BodyException {
    int count = read(bytes, limit, bytes.length - limit);
    limit += Math.max(count, 0);
    return count > 0;
  }

  /** Reads stored bytes: first the buffered ones, then from the store; -1 at the end. */
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
