package io.lookouttrail.storage;

/**
 * What a read-ahead may take.
 *
 * @param requests files that are fetched at once
 * @param chunkBytes size of a chunk
 * @param chunks the most that are held at once
 * @param chunksOfAFile the most that one file may take, not more than {@code chunks}
 */
record ReadAheadLimits(int requests, int chunkBytes, int chunks, int chunksOfAFile) {
  ReadAheadLimits {
    if (requests < 1 || chunkBytes < 1 || chunksOfAFile < 1 || chunks < chunksOfAFile) {
      throw new IllegalArgumentException("no limits to read ahead by: " + chunks + " chunks");
    }
  }

  /** Chunks for all of a file and a byte more, by which one that has grown shows itself. */
  long chunksOf(StoredFile file) {
    return file.bytes() / chunkBytes + 1;
  }

  /** Whether a file is fetched ahead; an empty one needs no request. */
  boolean take(StoredFile file) {
    return file.bytes() > 0 && chunksOf(file) <= chunksOfAFile;
  }
}
