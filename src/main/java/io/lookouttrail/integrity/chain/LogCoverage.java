package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;

/** How the digests of an archive cover the delivery time of a log that no digest lists. */
public enum LogCoverage {
  /** Credible digests of its delivery group cover the time, and none lists the log. */
  COVERED(State.UNDIGESTED, Severity.HIGH),
  /**
   * The delivery group has no digest, although other credible digests show that a trail wrote
   * digests for the account and Region at the time.
   */
  COVERED_ELSEWHERE(State.UNDIGESTED, Severity.HIGH),
  /** Digests of the time are missing or not credible. */
  DIGEST_MISSING(State.NOT_VALIDATED, Severity.HIGH),
  /** The digest that should list the log is not delivered yet. */
  DIGEST_PENDING(State.NOT_VALIDATED, Severity.LOW),
  /** The log was delivered after a chain ended, and no other chain covers the time. */
  AFTER_CHAIN(State.NOT_VALIDATED, Severity.HIGH),
  /** The log was delivered before the first digest of every chain. */
  BEFORE_CHAINS(State.NOT_VALIDATED, Severity.LOW),
  /** Neither the delivery group nor the account and Region has a digest of the time. */
  NO_DIGESTS(State.NOT_VALIDATED, Severity.LOW),
  /** The log's key has no account, Region or time, and there are digests of other logs. */
  FOREIGN_NAME(State.NOT_VALIDATED, Severity.HIGH),
  /** By its key, the log was delivered after the validation. */
  IN_FUTURE(State.NOT_VALIDATED, Severity.HIGH);

  private final State state;
  private final Severity severity;

  LogCoverage(State state, Severity severity) {
    this.state = state;
    this.severity = severity;
  }

  State state() {
    return state;
  }

  Severity severity() {
    return severity;
  }

  /** The reason why no digest proves the log, as the finding's detail. */
  String reason() {
    return switch (this) {
      case COVERED -> "digests cover its delivery time, and none lists it";
      case COVERED_ELSEWHERE ->
          "there is no digest beside it, although digests elsewhere cover its account, Region and"
              + " time";
      case DIGEST_MISSING -> "digests of its delivery time are missing or cannot be trusted";
      case DIGEST_PENDING -> "the digest that should list it is not delivered yet";
      case AFTER_CHAIN -> "it was delivered after the newest digest";
      case BEFORE_CHAINS -> "it was delivered before the oldest digest";
      case NO_DIGESTS -> "there is no digest for its account and Region";
      case FOREIGN_NAME ->
          "CloudTrail names its log files by account, Region and time, and this file has another"
              + " name";
      case IN_FUTURE -> "the time in its name is in the future";
    };
  }
}
