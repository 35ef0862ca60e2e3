package io.lookouttrail.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stored bytes of a file in chunks of one size. One thread fills it; once that has ended,
 * another reads it. The caller passes it between the threads safely.
 */
final class FetchedFile {
  private final List<byte[]> chunks = new ArrayList<>();
  private final int chunkBytes;
  private int length;
  private boolean whole;
  private @Nullable Throwable failure;

  FetchedFile(int chunkBytes) {
    this.chunkBytes = chunkBytes;
  }

  /**
   * Reads a stream to its end, or until the given number of chunks is full. A failure is kept, and
   * thrown to the reader after the bytes that were read before it.
   */
  void fill(InputStream stored, int maxChunks, Supplier<byte[]> newChunk) {
    try (stored) {
      while (!whole && chunks.size() < maxChunks) {
        byte[] chunk = newChunk.get();
        chunks.add(chunk);
        fill(stored, chunk);
      }
    } catch (IOException | RuntimeException | Error e) {
      // A failed close does not matter if all bytes were read.
      failure = whole ? null : e;
    }
  }

  private void fill(InputStream stored, byte[] chunk) throws IOException {
    int filled = 0;
    while (!whole && filled < chunk.length) {
      int count = stored.read(chunk, filled, chunk.length - filled);
      whole = count < 0;
      filled += Math.max(count, 0);
      length += Math.max(count, 0);
    }
  }

  /** Whether the stream has more bytes than the chunks could hold. */
  boolean isCut() {
    return !whole && failure == null;
  }

  /**
   * Reads from a position.
   *
   * @return the number of bytes, -1 at the end
   * @throws IOException the failure of the fetch, after all bytes before it were read
   */
  int read(int position, byte[] out, int from, int count) throws IOException {
    if (position == length) {
      if (failure == null) {
        return -1;
      }
      throw thrown(failure);
    }
    int inChunk = position % chunkBytes;
    int copied = Math.min(Math.min(count, length - position), chunkBytes - inChunk);
    System.arraycopy(chunks.get(position / chunkBytes), inChunk, out, from, copied);
    return copied;
  }

  /** Removes the chunks and returns them, to be used for another file. */
  List<byte[]> release() {
    List<byte[]> released = List.copyOf(chunks);
    chunks.clear();
    length = 0;
    return released;
  }

  private static IOException thrown(Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return (IOException) failure;
  }
}
