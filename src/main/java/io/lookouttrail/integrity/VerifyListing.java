package io.lookouttrail.integrity;

import io.lookouttrail.archive.ArchiveListing;

/**
 * The log files and digests that a verification validates.
 *
 * @param logs log files of the window
 * @param digests digests of the window and of the days before and after it, which may list its logs
 */
public record VerifyListing(ArchiveListing logs, ArchiveListing digests) {

  /** Whether there is a digest; without one nothing can be proven. */
  public boolean hasDigests() {
    return digests.fileCount() > 0;
  }

  /** Number of log files and digests. */
  long fileCount() {
    return digests.fileCount() + logs.fileCount();
  }
}
