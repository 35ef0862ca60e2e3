package io.lookouttrail.scan.body;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of a body that is being looked at: a reused array that slides along.
 *
 * <p>What lies behind the mark is kept while the array slides; but never more than {@code
 * maxMarkedBytes}, so that memory stays bounded whatever the file holds. A unit longer than that
 * loses its mark, and only its beginning is kept.
 */
public final class BodyBuffer {
  public static final int CHUNK_BYTES = 128 << 10;
  private static final int NONE = -1;

  /** The bytes, of which those up to {@link #limit} are of the body. */
  public byte[] bytes;

  /** The next byte to look at; one beyond {@link #limit} when that one is to be passed over. */
  public int pos;

  public int limit;

  private final UncompressedInput source;
  private final int chunkBytes;
  private final int maxMarkedBytes;
  private int mark = NONE;
  private long base;
  private byte @Nullable [] head;

  public BodyBuffer(UncompressedInput source, int chunkBytes, int maxMarkedBytes) {
    this.source = source;
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

  /** Reads on; indices into the array change, those of this buffer with them. False at the end. */
  public boolean more() throws BodyException {
    if (isMarked() && limit - mark >= maxMarkedBytes) {
      head = Arrays.copyOfRange(bytes, mark, Math.min(limit, mark + Problem.MAX_RAW_BYTES));
      mark = NONE;
    }
    slideTo(isMarked() ? mark : Math.min(pos, limit));
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int count = source.read(bytes, limit, Math.min(chunkBytes, bytes.length - limit));
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

  /** The byte at the position, or -1 at the end of the body. */
  public int peek() throws BodyException {
    while (pos >= limit) {
      if (!more()) {
        return -1;
      }
    }
    return bytes[pos] & 0xff;
  }

  /** The next byte that is no white space, not yet passed, or -1 at the end of the body. */
  public int peekSignificant() throws BodyException {
    int next = peek();
    while (next >= 0 && isBlank((byte) next)) {
      pos++;
      next = peek();
    }
    return next;
  }

  public static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** From here on the bytes are kept. */
  public void mark() {
    mark = pos;
    head = null;
  }

  public void unmark() {
    mark = NONE;
    head = null;
  }

  /** Whether all bytes since the mark are still there. */
  public boolean isMarked() {
    return mark >= 0;
  }

  public int markIndex() {
    return mark;
  }

  public void rewind() {
    pos = mark;
  }

  /** Whether what was marked is longer than may be kept. */
  public boolean isTooLong() {
    return !isMarked() || pos - mark > maxMarkedBytes;
  }

  public int maxMarkedBytes() {
    return maxMarkedBytes;
  }

  /** The marked text up to the position, as far as a problem keeps it. */
  public String rawText() {
    return head == null
        ? RawExcerpt.of(bytes, mark, Math.min(pos, limit))
        : RawExcerpt.of(head, 0, head.length);
  }

  /** How far into the uncompressed body an index of the array is. */
  public long offset(int index) {
    return base + index;
  }

  /** How far into the uncompressed body the position is. */
  public long offset() {
    return base + Math.min(pos, limit);
  }
}
