package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.digests.DigestPlan.Window;
import io.lookouttrail.sample.plan.Plant;
import java.util.List;
import java.util.Optional;

/**
 * A digest of a chain, as it was written and as it is stored.
 *
 * @param written what the next digest contains about it
 * @param storedKey key of the object below the archive
 * @param storedBytes size of the object; 0 if it was not stored
 * @param logs log files that the stored digest lists
 * @param fault the fault that was planted in it
 */
record DigestLink(
    DigestFile.Written written,
    String storedKey,
    long storedBytes,
    Window window,
    List<DeliveredLog> logs,
    Optional<Plant> fault) {
  boolean isStored() {
    return storedBytes > 0;
  }
}
