package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;

/**
 * Validation result of one digest.
 *
 * @param detail the reason, in one line; empty for a valid digest
 */
record DigestResult(State state, Proof proof, Trust trust, String detail) {

  /** Whether nothing contradicts the digest. */
  boolean isCredible() {
    return trust != Trust.REFUTED;
  }

  Severity severity() {
    return switch (state) {
      case VALID -> Severity.OK;
      case NOT_VALIDATED -> Severity.LOW;
      // A digest of the chain proves the content; only its own signature was not checked.
      case UNKNOWN_KEY -> proof == Proof.NONE ? Severity.HIGH : Severity.LOW;
      default -> Severity.HIGH;
    };
  }
}
