package io.lookouttrail.storage;

/**
 * Bounds of a read-ahead.
 *
 * @param requests files that are fetched at once
 * @param chunkBytes size of a chunk
 * @param chunks chunks that are held at once, at most
 * @param chunksOfAFile chunks that one file may take, at most; no more than {@code chunks}
 */
record ReadAheadLimits(int requests, int chunkBytes, int chunks, int chunksOfAFile) {
  ReadAheadLimits {
    if (requests < 1 || chunkBytes < 1 || chunksOfAFile < 1 || chunks < chunksOfAFile) {
      throw new IllegalArgumentException("not limits of a read-ahead: " + chunks + " chunks");
    }
  }

  /** Whether a file is fetched ahead; an empty one needs no request, and a large one no buffer. */
  boolean take(StoredFile file) {
    return file.bytes() > 0 && chunksOf(file) <= chunksOfAFile;
  }

  /** The chunks that are reserved for a file that is fetched ahead. */
  int reservedFor(StoredFile file) {
    return Math.toIntExact(chunksOf(file));
  }

  /** Chunks for all bytes of a file and one more, which shows that a file has grown. */
  private long chunksOf(StoredFile file) {
    return file.bytes() / chunkBytes + 1;
  }
}
