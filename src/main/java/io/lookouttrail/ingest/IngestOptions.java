package io.lookouttrail.ingest;

import io.lookouttrail.run.Window;
import io.lookouttrail.scan.ScanOptions;

/**
 * Options of an ingest.
 *
 * @param archive local path or Hadoop URI of any folder of the archive
 * @param window the files to read, by their delivery days
 * @param scan event sources to keep, and how files are read
 * @param retryQuarantined whether quarantined files are read again
 * @param batchBytes approximate stored bytes of the files that are committed together
 */
public record IngestOptions(
    String archive, Window window, ScanOptions scan, boolean retryQuarantined, long batchBytes) {

  public static final long DEFAULT_BATCH_BYTES = 4L << 30;

  public IngestOptions {
    if (batchBytes <= 0) {
      throw new IllegalArgumentException("batchBytes must be positive, was " + batchBytes);
    }
  }
}
