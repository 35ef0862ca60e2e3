package io.lookouttrail.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file's stored bytes in chunks of one size, filled by one thread and, once it ended, read by
 * another. Who hands it over sees to it that the second sees what the first wrote.
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
   * Reads a stream to its end, or until so many chunks are full. What broke it is kept for the
   * reader, behind the bytes that came before.
   */
  void fill(InputStream stored, int mostChunks, Supplier<byte[]> newChunk) {
    try (stored) {
      while (!whole && chunks.size() < mostChunks) {
        byte[] chunk = newChunk.get();
        chunks.add(chunk);
        fill(stored, chunk);
      }
    } catch (IOException | RuntimeException | Error e) {
      // All that was wanted may have come: a store that fails to close takes nothing away.
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

  /** Whether the stream holds more than there was room for. */
  boolean isCut() {
    return !whole && failure == null;
  }

  /**
   * Reads on from a position.
   *
   * @return the number of bytes, -1 at the end
   * @throws IOException what broke the fetch, once all that came before it was read
   */
  int read(int position, byte[] out, int from, int wanted) throws IOException {
    if (position == length) {
      if (failure == null) {
        return -1;
      }
      throw thrown(failure);
    }
    int inChunk = position % chunkBytes;
    int count = Math.min(Math.min(wanted, length - position), chunkBytes - inChunk);
    System.arraycopy(chunks.get(position / chunkBytes), inChunk, out, from, count);
    return count;
  }

  /** Its chunks, to be used for another file; it holds nothing any longer. */
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
