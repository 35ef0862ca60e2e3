package io.lookouttrail.scan.body;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sliding window over the uncompressed bytes of a file, in one reused array.
 *
 * <p>The bytes from the mark on are kept while the window moves, up to {@code maxMarkedBytes}:
 * memory stays bounded for any file. A longer unit loses its mark, and only its beginning is kept.
 */
public final class BodyBuffer {
  public static final int CHUNK_BYTES = 128 << 10;
  private static final int NONE = -1;

  /** The window; the file's bytes end at {@link #limit}. Public for the speed of the scanner. */
  public byte[] bytes;

  /**
   * Index of the next byte. It is one beyond {@link #limit} if the first byte that is not yet read
   * is to be skipped.
   */
  public int pos;

  /** Index after the last byte that was read. */
  public int limit;

  private final UncompressedInput input;
  private final int chunkBytes;
  private final int maxMarkedBytes;
  private int mark = NONE;
  private long base;
  private byte @Nullable [] head;

  /**
   * @param chunkBytes bytes to read at a time
   * @param maxMarkedBytes bytes to keep from the mark on, at most
   */
  public BodyBuffer(UncompressedInput input, int chunkBytes, int maxMarkedBytes) {
    this.input = input;
    this.chunkBytes = chunkBytes;
    this.maxMarkedBytes = maxMarkedBytes;
    bytes = new byte[2 * chunkBytes];
  }

  /** Begins a file. */
  public void open() {
    if (bytes.length > 8 * chunkBytes) {
      bytes = new byte[2 * chunkBytes];
    }
    pos = 0;
    limit = 0;
    base = 0;
    unmark();
  }

  /**
   * Reads the next bytes of the file. Indices into the array change, also {@link #pos}, {@link
   * #limit} and the mark.
   *
   * @return false at the end of the file
   */
  public boolean fill() throws BodyException {
    if (isMarked() && limit - mark >= maxMarkedBytes) {
      head = Arrays.copyOfRange(bytes, mark, Math.min(limit, mark + Problem.MAX_RAW_BYTES));
      mark = NONE;
    }
    slideTo(isMarked() ? mark : Math.min(pos, limit));
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int count = input.read(bytes, limit, Math.min(chunkBytes, bytes.length - limit));
    limit += Math.max(count, 0);
    return count > 0;
  }

  private void slideTo(int keep) {
    if (keep == 0) {
      return;
    }
    System.arraycopy(bytes, keep, bytes, 0, limit - keep);
    limit -= keep;
    pos -= keep;
    base += keep;
    mark = isMarked() ? mark - keep : NONE;
  }

  /** Returns the byte at the position; -1 at the end of the file. */
  public int peek() throws BodyException {
    while (pos >= limit) {
      if (!fill()) {
        return -1;
      }
    }
    return bytes[pos] & 0xff;
  }

  /** Skips white space and returns the byte behind it; -1 at the end of the file. */
  public int peekNonBlank() throws BodyException {
    int next = peek();
    while (next >= 0 && isWhitespace((byte) next)) {
      pos++;
      next = peek();
    }
    return next;
  }

  /** Returns whether a byte is white space in JSON. */
  public static boolean isWhitespace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Sets the mark to the position: the bytes from here on are kept. */
  public void mark() {
    mark = pos;
    head = null;
  }

  /** Removes the mark. */
  public void unmark() {
    mark = NONE;
    head = null;
  }

  /** Returns whether there is a mark and all bytes since it are in the array. */
  public boolean isMarked() {
    return mark >= 0;
  }

  /** Returns the index of the mark in the array; -1 without a mark. */
  public int markIndex() {
    return mark;
  }

  /** Moves the position back to the mark. */
  public void rewind() {
    pos = mark;
  }

  /** Returns whether the bytes from the mark to the position are more than may be kept. */
  public boolean isTooLong() {
    return !isMarked() || pos - mark > maxMarkedBytes;
  }

  public int maxMarkedBytes() {
    return maxMarkedBytes;
  }

  /** Returns the text from the mark to the position, cut to {@link Problem#MAX_RAW_BYTES}. */
  public String rawText() {
    return head == null
        ? RawExcerpt.of(bytes, mark, Math.min(pos, limit))
        : RawExcerpt.of(head, 0, head.length);
  }

  /** Returns the offset in the uncompressed file of an index of the array. */
  public long offset(int index) {
    return base + index;
  }

  /** Returns the offset in the uncompressed file of the position. */
  public long offset() {
    return base + Math.min(pos, limit);
  }
}
