package io.lookouttrail.integrity;

import io.lookouttrail.archive.ArchiveListing;

/**
 * What there is to check.
 *
 * @param logs the window's log files
 * @param digests the window's digests, and those of the days around it, which may name its logs
 */
public record VerifyListing(ArchiveListing logs, ArchiveListing digests) {

  /** Whether there is any digest; without one nothing can be proven. */
  public boolean hasDigests() {
    return digests.fileCount() > 0;
  }
}
