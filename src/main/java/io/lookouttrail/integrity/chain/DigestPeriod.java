package io.lookouttrail.integrity.chain;

import java.io.Serializable;
import java.time.Instant;

/**
 * A period for which a chain has digests, or should have.
 *
 * @param credible whether the period's digests exist and nothing contradicts them
 */
public record DigestPeriod(ChainId chain, Instant start, Instant end, boolean credible)
    implements Serializable {

  /**
   * The period from the start of the earlier one to the end of the later one.
   *
   * @throws IllegalArgumentException if {@link #canJoin} is false
   */
  DigestPeriod join(DigestPeriod other) {
    if (!canJoin(other)) {
      throw new IllegalArgumentException(this + " and " + other + " do not touch");
    }
    return new DigestPeriod(
        chain,
        start.isBefore(other.start) ? start : other.start,
        end.isAfter(other.end) ? end : other.end,
        credible);
  }

  /** Whether both are of the same chain, equally credible, and touch or overlap. */
  boolean canJoin(DigestPeriod other) {
    return chain.equals(other.chain)
        && credible == other.credible
        && !start.isAfter(other.end)
        && !other.start.isAfter(end);
  }

  boolean overlaps(Instant from, Instant to) {
    return start.isBefore(to) && from.isBefore(end);
  }

  boolean covers(Instant from, Instant to) {
    return !start.isAfter(from) && !end.isBefore(to);
  }
}
