package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding;

/** Receiver of the results of a chain validation. */
public interface ValidationSink {
  void addFinding(DigestFinding finding);

  void addLogEntry(DigestLogEntry entry);

  void addPeriod(DigestPeriod period);

  /** Receives the summary of a segment, at its end. */
  void addSummary(ChainSummary summary);
}
