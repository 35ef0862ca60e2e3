package io.lookouttrail.tables;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What the check of one object of the archive, or of a time without one, found.
 *
 * @param kind what was checked
 * @param object canonical name, as {@code ingested_files.source_file} spells it; of a missing
 *     object the place where it should lie; of a time without digests the digests' folder and that
 *     time
 * @param startTime of a digest its own; of a log that of the digest that names it; of a log that
 *     none names its delivery
 * @param endTime likewise
 * @param expectedHash lower-hex SHA-256 that a digest gives the object
 * @param actualHash lower-hex SHA-256 of its uncompressed bytes
 * @param detail one line for people; empty where the state says it all
 * @param digest of a log, the digest that names it
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

  /** The same with another severity and detail. */
  public DigestFinding with(Severity otherSeverity, String otherDetail) {
    return new DigestFinding(
        kind,
        object,
        account,
        region,
        trail,
        startTime,
        endTime,
        state,
        proof,
        otherSeverity,
        expectedHash,
        actualHash,
        otherDetail,
        digest);
  }

  /** What was checked. */
  public enum Kind {
    DIGEST,
    LOG;

    /** As the table spells it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it stands with an object. */
  public enum State {
    /** It is what was delivered. */
    VALID,
    /** Its content is not what the digest that names it says. */
    CHANGED,
    /** A digest names it, or the digests' times ask for it, and it is not there. */
    MISSING,
    /** It is there and cannot be read to its end. */
    UNREADABLE,
    /** Its signature does not verify with the key that it names. */
    BAD_SIGNATURE,
    /** It is not where it was delivered. */
    MOVED,
    /** It names a public key that was not given. */
    UNKNOWN_KEY,
    /** A log that no digest names, though digests cover its time. */
    UNDIGESTED,
    /** A time between a chain's end and its new start. */
    GAP,
    /** Nothing tells whether it is what was delivered. */
    NOT_VALIDATED;

    /** As the table spells it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a state rests on. */
  public enum Proof {
    /**
     * A signature that only CloudTrail can make, of the digest or of the one that names the log.
     */
    SIGNED,
    /** The hash that the next newer digest, itself not contradicted, holds. */
    CHAINED,
    NONE;

    /** As the table spells it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a person has to look. */
  public enum Severity {
    OK,
    LOW,
    HIGH;

    /** As the table spells it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
