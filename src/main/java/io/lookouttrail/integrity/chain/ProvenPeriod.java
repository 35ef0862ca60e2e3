package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding;
import java.time.Instant;
import java.util.Optional;

/**
 * The time that the digests of a chain prove.
 *
 * @param from the first time that valid, proven digests cover; empty if there is none
 * @param to the last such time; what is missing between them has findings of its own
 * @param gap the finding for the rest of the window; empty if there is no rest
 */
public record ProvenPeriod(
    ChainId chain, Optional<Instant> from, Optional<Instant> to, Optional<DigestFinding> gap) {

  /** This period with another finding for the rest of the window. */
  public ProvenPeriod with(Optional<DigestFinding> other) {
    return new ProvenPeriod(chain, from, to, other);
  }
}
