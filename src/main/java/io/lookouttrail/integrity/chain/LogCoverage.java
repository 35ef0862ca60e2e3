package io.lookouttrail.integrity.chain;

/** How the digests of a delivery group cover the delivery time of a log that no digest lists. */
public enum LogCoverage {
  /** Credible digests cover the time, and none lists the log. */
  COVERED,
  /** Digests of the time are missing or not credible. */
  DIGEST_MISSING,
  /** The digest that should list the log is not delivered yet. */
  DIGEST_PENDING,
  /** The log was delivered after the end of every chain. */
  AFTER_ALL_CHAINS,
  /** No chain covers the time: it is before the first digest, or between two trails. */
  OUTSIDE_CHAINS,
  /** The delivery group has no digest. */
  NO_DIGESTS;

  /** The reason why no digest proves the log, as the finding's detail. */
  String reason() {
    return switch (this) {
      case COVERED -> "digests cover its delivery time, and none lists it";
      case DIGEST_MISSING -> "digests of its delivery time are missing or cannot be trusted";
      case DIGEST_PENDING -> "the digest that should list it is not delivered yet";
      case AFTER_ALL_CHAINS -> "it was delivered after the newest digest";
      case OUTSIDE_CHAINS -> "no digest chain covers its delivery time";
      case NO_DIGESTS -> "there is no digest for its account and Region";
    };
  }
}
