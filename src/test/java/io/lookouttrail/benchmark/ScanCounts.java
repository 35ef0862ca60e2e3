package io.lookouttrail.benchmark;

/**
 * Counts of one pass over an archive.
 *
 * @param inflatedBytes uncompressed bytes; -1 if the reader does not know them
 * @param records all records
 * @param wanted records of Lookout for Vision
 */
record ScanCounts(long inflatedBytes, long records, long wanted) {
  static final ScanCounts NONE = new ScanCounts(0, 0, 0);

  ScanCounts plus(ScanCounts other) {
    return new ScanCounts(
        inflatedBytes + other.inflatedBytes, records + other.records, wanted + other.wanted);
  }
}
