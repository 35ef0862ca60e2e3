package io.lookouttrail.benchmark;

/**
 * What a reader of an archive counted.
 *
 * @param inflatedBytes of the files; -1 where it cannot tell
 * @param records all of them; -1 where it does not look
 * @param wanted those of Lookout for Vision; -1 where it does not look
 */
record ScanCounts(long inflatedBytes, long records, long wanted) {
  static final ScanCounts NONE = new ScanCounts(0, 0, 0);

  ScanCounts plus(ScanCounts other) {
    return new ScanCounts(
        inflatedBytes + other.inflatedBytes, records + other.records, wanted + other.wanted);
  }
}
