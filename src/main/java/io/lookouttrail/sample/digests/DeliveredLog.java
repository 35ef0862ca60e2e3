package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.plan.Plant;
import java.util.Optional;

/**
 * A delivered log file, as a digest lists it.
 *
 * @param sha256 hash of the delivered content, inflated, in lower-case hex
 * @param delivered time of delivery, in seconds of the epoch
 * @param oldest time of the oldest event, in seconds of the epoch
 * @param newest time of the newest event, in seconds of the epoch
 * @param fault what was done to the file after its delivery; empty if nothing
 */
public record DeliveredLog(
    String key, String sha256, long delivered, long oldest, long newest, Optional<LogFault> fault) {

  /**
   * A fault that was planted in a log file.
   *
   * @param state the state that a validation must report, as the findings table spells it
   */
  public record LogFault(Plant plant, String state) {}

  /** Returns a log file without a fault. */
  public static DeliveredLog intact(
      String key, String sha256, long delivered, long oldest, long newest) {
    return new DeliveredLog(key, sha256, delivered, oldest, newest, Optional.empty());
  }

  /** Whether the file is in the archive. */
  boolean isStored() {
    return fault.filter(planted -> planted.state().equals("missing")).isEmpty();
  }

  /** Whether the altered digest does not list the file. */
  boolean isRemovedFromDigest() {
    return fault.filter(planted -> planted.plant() == Plant.DIGEST_ALTERED).isPresent();
  }
}
