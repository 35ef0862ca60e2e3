package io.lookouttrail.ingest;

import io.lookouttrail.run.Window;
import io.lookouttrail.scan.ScanOptions;

/**
 * What an ingest is asked to do.
 *
 * @param archive a local path or Hadoop URI, at any level of the archive
 * @param scan the sources wanted and how files are read
 * @param retryQuarantined whether files that stand in quarantine are read again
 * @param batchBytes about how many stored bytes are committed at a time
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
