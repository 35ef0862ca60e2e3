package io.lookouttrail.reports.findings.facts;

/** Kind of problem with digests or with the log files that they name. */
public enum DigestKind {
  /** Hours for which the digest chain has no digest, by Region. */
  GAP,
  /** Digests and log files that failed validation, by object. */
  CONTRADICTED,
  /** Digests and log files that were not validated, by Region and state. */
  UNCHECKED,
  /**
   * Digests and log files that failed validation and passed it since, by object; only in the month
   * before a report.
   */
  IN_ORDER_AGAIN
}
