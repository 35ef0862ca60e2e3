package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.plan.Plant;
import java.util.Optional;

/**
 * A log file that was delivered, as a digest names it.
 *
 * @param sha256 of its uncompressed bytes as they were delivered, lower hex
 * @param delivered when, in seconds of the epoch, as are the times of its events
 * @param flaw what befell it after that, where anything did
 */
public record DeliveredLog(
    String key, String sha256, long delivered, long oldest, long newest, Optional<Flaw> flaw) {

  /**
   * What was planted in a log file.
   *
   * @param state as the findings table spells it
   */
  public record Flaw(Plant plant, String state) {}

  public static DeliveredLog sound(
      String key, String sha256, long delivered, long oldest, long newest) {
    return new DeliveredLog(key, sha256, delivered, oldest, newest, Optional.empty());
  }

  boolean isStored() {
    return flaw.filter(told -> told.state().equals("missing")).isEmpty();
  }

  /** Whether an altered digest no longer names it. */
  boolean isCutOut() {
    return flaw.filter(told -> told.plant() == Plant.DIGEST_ALTERED).isPresent();
  }
}
