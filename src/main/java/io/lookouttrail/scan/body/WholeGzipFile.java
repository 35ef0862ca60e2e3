package io.lookouttrail.scan.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Reader of gzip files of ordinary size, which inflates a file as a whole.
 *
 * <p>It reads only what every decoder reads in the same way: one intact member and nothing else. It
 * leaves any other file to the caller, with its stored bytes as they were. One instance reads one
 * file after the other; it holds at most 36 MiB outside the heap.
 */
final class WholeGzipFile {
  private static final int CHUNK_BYTES = StoredInput.CHUNK_BYTES;

  /** The buffer of 4 MiB has room for a read beyond it. */
  static final int MAX_STORED_BYTES = (4 << 20) - CHUNK_BYTES;

  static final int MAX_INFLATED_BYTES = 32 << 20;

  /**
   * Smaller files take no time. A chance match of the checksum also needs a few bytes to be as
   * unlikely as it should be.
   */
  static final int MIN_INFLATED_BYTES = 512;

  private static final int HEADER_AND_TRAILER_BYTES = 18;

  // Memory outside the heap is freed late and costs time to take: as many instances as are used at
  // the same time are kept.
  private static final Deque<WholeGzipFile> IDLE = new ConcurrentLinkedDeque<>();

  private final WholeFileInflater inflater;
  private final NativeBuffer stored = new NativeBuffer();
  private final NativeBuffer inflated = new NativeBuffer();
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int storedBytes;
  private int inflatedBytes;
  private int pos;

  WholeGzipFile(WholeFileInflater inflater) {
    this.inflater = inflater;
  }

  /** Returns an instance that nothing else uses; empty on a machine without a fast inflater. */
  static Optional<WholeGzipFile> acquire() {
    WholeGzipFile idle = IDLE.poll();
    return idle == null ? LibdeflateInflater.find().map(WholeGzipFile::new) : Optional.of(idle);
  }

  /** Returns the instance for use by others. */
  void release() {
    IDLE.push(this);
  }

  /**
   * Reads and inflates a file.
   *
   * @param input the file, of which at most one buffer was read and nothing was used
   * @param listedBytes the number of stored bytes that the listing gives
   * @param maxBytes uncompressed bytes that a file may have
   * @return false if the file is to be read by another decoder; the input is then at its beginning,
   *     else at its end
   */
  boolean open(StoredInput input, long listedBytes, long maxBytes) {
    pos = 0;
    if (listedBytes > MAX_STORED_BYTES
        || input.available() > listedBytes
        || !stored.reserve((int) listedBytes + CHUNK_BYTES)) {
      return false;
    }
    boolean read =
        readStored(input, (int) listedBytes) && inflate(Math.min(maxBytes, MAX_INFLATED_BYTES));
    if (read) {
      input.endAt(storedBytes);
    }
    return read;
  }

  /** Reads the stored bytes; false if they are not as many as listed. */
  private boolean readStored(StoredInput input, int listedBytes) {
    storedBytes = input.available();
    stored.put(0, input.bytes(), input.pos(), storedBytes);
    InputStream rest = input.rest();
    ReadAheadPieces pieces = new ReadAheadPieces(stored, storedBytes, rest);
    input.setRest(pieces);
    try {
      int count = rest.read(chunk, 0, CHUNK_BYTES);
      while (count > 0) {
        stored.put(storedBytes, chunk, 0, count);
        storedBytes += count;
        pieces.add(storedBytes);
        if (storedBytes > listedBytes) {
          return false;
        }
        count = rest.read(chunk, 0, CHUNK_BYTES);
      }
      return storedBytes == listedBytes;
    } catch (IOException e) {
      pieces.failWith(e);
      return false;
    }
  }

  private boolean inflate(long maxBytes) {
    if (storedBytes < HEADER_AND_TRAILER_BYTES) {
      return false;
    }
    inflatedBytes = stored.getInt(storedBytes - Integer.BYTES);
    if (inflatedBytes < MIN_INFLATED_BYTES
        || inflatedBytes > maxBytes
        || !inflated.reserve(inflatedBytes)) {
      return false;
    }
    return inflater.inflate(stored, storedBytes, inflated, inflatedBytes);
  }

  /**
   * Reads uncompressed bytes into the array.
   *
   * @return the number of bytes; -1 at the end
   */
  int read(byte[] out, int from, int length) {
    if (pos == inflatedBytes) {
      return -1;
    }
    int count = Math.min(length, inflatedBytes - pos);
    inflated.get(pos, out, from, count);
    pos += count;
    return count;
  }
}
