package io.lookouttrail.integrity;

/**
 * What a verification may need at most to be done without Spark.
 *
 * @param objects listed digests and log files, and also their findings and the digests' entries for
 *     log files; each takes at most about four kilobytes of heap
 * @param filesRead digests and log files that are read; eight threads read 5,000 of them from S3 in
 *     about half a minute
 * @param bytesRead stored size of the log files that are read; two cores hash 256 MiB in about the
 *     time in which Spark starts
 * @param findings rows of the table of findings; each takes at most about a kilobyte of heap, if an
 *     object is gone
 */
record SmallVerifyLimits(long objects, long filesRead, long bytesRead, long findings) {
  private static final SmallVerifyLimits MOST =
      new SmallVerifyLimits(20_000, 5_000, 256L << 20, 100_000);

  private static final long HEAP_OF_OBJECT = 4 << 10;
  private static final long HEAP_OF_FINDING = 1 << 10;

  /** The part of the heap that the objects may take, and the findings as well. */
  private static final long PART_OF_HEAP = 8;

  /** The limits for the heap of this process. */
  static SmallVerifyLimits ofHeap() {
    long heap = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    return new SmallVerifyLimits(
        Math.min(MOST.objects(), heap / HEAP_OF_OBJECT),
        MOST.filesRead(),
        MOST.bytesRead(),
        Math.min(MOST.findings(), heap / HEAP_OF_FINDING));
  }
}
