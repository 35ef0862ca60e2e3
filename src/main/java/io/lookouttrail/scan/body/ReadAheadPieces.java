package io.lookouttrail.scan.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stored bytes that were read ahead, as a stream that returns them again.
 *
 * <p>Each read returns the piece that the store returned, because the detail of a problem depends
 * on the pieces. Then follows the rest of the store's stream, or the error that ended it.
 */
final class ReadAheadPieces extends InputStream {
  private final NativeBuffer bytes;
  private final InputStream rest;
  private int[] ends = new int[64];
  private int pieces;
  private int nextPiece;
  private int pos;
  private @Nullable IOException failure;

  /**
   * @param bytes where the caller puts the bytes
   * @param from index of the first piece
   */
  ReadAheadPieces(NativeBuffer bytes, int from, InputStream rest) {
    this.bytes = bytes;
    this.rest = rest;
    pos = from;
  }

  /** Adds a piece that ends at an index of the bytes. */
  void add(int end) {
    if (pieces == ends.length) {
      ends = Arrays.copyOf(ends, 2 * pieces);
    }
    ends[pieces++] = end;
  }

  /** Sets the error that follows the pieces. */
  void failWith(IOException error) {
    failure = error;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int from, int length) throws IOException {
    if (nextPiece == pieces) {
      if (failure != null) {
        throw failure;
      }
      return rest.read(out, from, length);
    }
    int count = Math.min(length, ends[nextPiece] - pos);
    bytes.get(pos, out, from, count);
    pos += count;
    nextPiece += pos == ends[nextPiece] ? 1 : 0;
    return count;
  }
}
