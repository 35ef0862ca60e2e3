package io.lookouttrail.tables;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of validating one object of the archive, or a period without digests.
 *
 * @param kind the kind of object
 * @param object canonical name, as in {@code ingested_files.source_file}; for a missing object the
 *     name that it should have; for a period without digests the digests' folder and the period
 * @param startTime start of the digest's period; for a log that of the digest that names it, or the
 *     log's delivery time if no digest names it
 * @param endTime end of that period
 * @param expectedHash lower-hex SHA-256 that a digest states for the object
 * @param actualHash lower-hex SHA-256 of its uncompressed bytes
 * @param detail one line of explanation; empty where the state needs none
 * @param digest for a log, the digest that names it
 */
public record DigestFinding(
    Kind kind,
    String object,
    Optional<String> account,
    Optional<String> region,
    Optional<String> trail,
    Optional<Instant> startTime,
    Optional<Instant> endTime,
    State state,
    Proof proof,
    Severity severity,
    Optional<String> expectedHash,
    Optional<String> actualHash,
    String detail,
    Optional<String> digest) {

  /** This finding with another severity and detail. */
  public DigestFinding with(Severity otherSeverity, String otherDetail) {
    return with(state, proof, otherSeverity, otherDetail);
  }

  /** This finding with another state, proof, severity and detail. */
  public DigestFinding with(
      State otherState, Proof otherProof, Severity otherSeverity, String otherDetail) {
    return new DigestFinding(
        kind,
        object,
        account,
        region,
        trail,
        startTime,
        endTime,
        otherState,
        otherProof,
        otherSeverity,
        expectedHash,
        actualHash,
        otherDetail,
        digest);
  }

  /** The kind of object that was validated. */
  public enum Kind {
    DIGEST,
    LOG;

    /** The value in the table. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The state of an object. */
  public enum State {
    /** The object is what was delivered. */
    VALID,
    /** The content does not have the hash that the digest states. */
    CHANGED,
    /** A digest names the object, or the sequence of digests requires it, and it does not exist. */
    MISSING,
    /** The object exists and cannot be read completely. */
    UNREADABLE,
    /** The signature does not verify with the public key that the digest names. */
    BAD_SIGNATURE,
    /** The object is not at the location to which it was delivered. */
    MOVED,
    /** The digest names a public key that was not given. */
    UNKNOWN_KEY,
    /** No digest names the log, although digests cover its delivery time. */
    UNDIGESTED,
    /** The period between the end of a chain and its new start. */
    GAP,
    /** Nothing proves whether the object is what was delivered. */
    NOT_VALIDATED;

    /** The value in the table. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The evidence for a state. */
  public enum Proof {
    /** A signature by CloudTrail on the digest, or on the digest that names the log. */
    SIGNED,
    /** The hash in the next newer digest, which nothing contradicts. */
    CHAINED,
    NONE;

    /** The value in the table. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a person has to review the finding. */
  public enum Severity {
    OK,
    LOW,
    HIGH;

    /** The value in the table. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
