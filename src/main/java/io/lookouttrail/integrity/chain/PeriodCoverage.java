package io.lookouttrail.integrity.chain;

/** How the digests of a chain cover a period. */
public enum PeriodCoverage {
  /** Credible digests cover the whole period. */
  COVERED,
  /** The whole period has digests or is known to have none. */
  KNOWN,
  /** Nothing is known of a part of the period. */
  PARTLY_UNKNOWN
}
