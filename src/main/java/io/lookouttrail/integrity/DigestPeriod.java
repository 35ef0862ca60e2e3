package io.lookouttrail.integrity;

import java.io.Serializable;
import java.time.Instant;

/**
 * A time that a chain has digests of, or should have.
 *
 * @param believed whether the digests of this time are there and nothing speaks against them
 */
record DigestPeriod(ChainId chain, Instant start, Instant end, boolean believed)
    implements Serializable {

  /** Both as one; they must touch and be alike. */
  DigestPeriod joined(DigestPeriod older) {
    if (!isJoinedBy(older)) {
      throw new IllegalArgumentException(this + " and " + older + " do not touch");
    }
    return new DigestPeriod(
        chain,
        start.isBefore(older.start) ? start : older.start,
        end.isAfter(older.end) ? end : older.end,
        believed);
  }

  boolean isJoinedBy(DigestPeriod other) {
    return chain.equals(other.chain)
        && believed == other.believed
        && !start.isAfter(other.end)
        && !other.start.isAfter(end);
  }
}
