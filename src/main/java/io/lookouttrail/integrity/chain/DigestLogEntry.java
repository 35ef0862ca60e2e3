package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Instant;

/**
 * Entry of a digest for one log file.
 *
 * @param object canonical name of the location where the log should be
 * @param sha256 lower-case hex SHA-256 of the log's uncompressed bytes
 * @param digest canonical name of the digest
 * @param account the digest's account
 * @param region the digest's Region
 * @param startTime start of the digest's period
 * @param endTime end of the digest's period
 * @param proof what proves the entry: the digest's proof if the digest is valid, else none
 * @param credible whether nothing contradicts the digest
 * @param digestState the digest's state
 * @param digestSeverity the severity of the digest's finding
 */
public record DigestLogEntry(
    String object,
    String sha256,
    String digest,
    String account,
    String region,
    String trail,
    Instant startTime,
    Instant endTime,
    Proof proof,
    boolean credible,
    State digestState,
    Severity digestSeverity) {

  /** This entry with another judgement of its digest. */
  DigestLogEntry with(Proof otherProof, State otherState, Severity otherSeverity) {
    return new DigestLogEntry(
        object,
        sha256,
        digest,
        account,
        region,
        trail,
        startTime,
        endTime,
        otherProof,
        credible,
        otherState,
        otherSeverity);
  }
}
