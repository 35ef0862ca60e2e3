package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;

/**
 * Validation result of one digest.
 *
 * @param lacksHeadFile whether its signature would be in a file beside it that does not exist
 * @param detail the reason, in one line; empty for a valid digest
 */
record DigestResult(
    State state,
    Proof proof,
    Trust trust,
    Severity severity,
    boolean lacksHeadFile,
    String detail) {

  /** A digest that a signature, or the hash in a newer digest, proves. */
  static DigestResult valid(Proof proof, Trust trust) {
    return new DigestResult(State.VALID, proof, trust, Severity.OK, false, "");
  }

  /** A digest that is not what CloudTrail delivered, or is unreadable. */
  static DigestResult refuted(State state, String detail) {
    return new DigestResult(state, Proof.NONE, Trust.REFUTED, Severity.HIGH, false, detail);
  }

  /** A digest that nothing proves and nothing contradicts. */
  static DigestResult unproven(boolean lacksHeadFile, String detail) {
    return new DigestResult(
        State.NOT_VALIDATED, Proof.NONE, Trust.UNPROVEN, Severity.LOW, lacksHeadFile, detail);
  }

  /** The newest digest of a segment, which another segment validates. */
  static DigestResult onlyRead(Trust trust) {
    return new DigestResult(State.NOT_VALIDATED, Proof.NONE, trust, Severity.LOW, false, "");
  }

  /** This result with high severity and a further reason. */
  DigestResult suspicious(String why) {
    return new DigestResult(
        state,
        proof,
        trust,
        Severity.HIGH,
        lacksHeadFile,
        detail.isEmpty() ? why : detail + "; " + why);
  }

  /** Whether nothing contradicts the digest. */
  boolean isCredible() {
    return trust != Trust.REFUTED;
  }

  /** Whether a log of its period that it does not list was not delivered. */
  boolean covers() {
    return isCredible() && !(state == State.NOT_VALIDATED && severity == Severity.HIGH);
  }

  /** Whether the digest proves the logs that it lists. */
  boolean vouches() {
    return state == State.VALID && proof != Proof.NONE;
  }
}
