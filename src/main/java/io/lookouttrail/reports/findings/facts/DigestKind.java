package io.lookouttrail.reports.findings.facts;

/** What speaks against a digest, or against the logs that it names. */
public enum DigestKind {
  /** Hours of which the chain has no digest; by Region. */
  GAP,
  /** Digests and logs that are not what was signed; by object. */
  CONTRADICTED,
  /** Digests and logs of which nothing is proven; by Region and state. */
  UNCHECKED
}
