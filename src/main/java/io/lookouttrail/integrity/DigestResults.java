package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ChainSummary;
import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.integrity.chain.DigestCoverage;
import io.lookouttrail.integrity.chain.DigestLogEntry;
import io.lookouttrail.integrity.chain.DigestPeriod;
import io.lookouttrail.integrity.chain.ValidationSink;
import io.lookouttrail.tables.DigestFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Results of a chain validation that are kept in memory. Not thread-safe: each task has its own,
 * and all share one budget.
 */
final class DigestResults implements ValidationSink {
  private final List<DigestFinding> findings = new ArrayList<>();
  private final List<DigestLogEntry> entries = new ArrayList<>();
  private final List<DigestPeriod> periods = new ArrayList<>();
  private final List<ChainSummary> segments = new ArrayList<>();
  private final List<DigestPeriod> ofSegment = new ArrayList<>();
  private final AtomicLong budget;

  /**
   * @param budget findings and log entries that all tasks may still keep; negative once there were
   *     more, and the results are then incomplete
   */
  DigestResults(AtomicLong budget) {
    this.budget = budget;
  }

  List<DigestFinding> findings() {
    return findings;
  }

  List<DigestLogEntry> entries() {
    return entries;
  }

  /** What the digests of all chains say together. */
  ChainOverview overview() {
    return new ChainOverview(periods, ChainSummary.ofChains(segments));
  }

  @Override
  public void addFinding(DigestFinding finding) {
    if (budget.decrementAndGet() >= 0) {
      findings.add(finding);
    }
  }

  @Override
  public void addLogEntry(DigestLogEntry entry) {
    if (budget.decrementAndGet() >= 0) {
      entries.add(entry);
    }
  }

  @Override
  public void addPeriod(DigestPeriod period) {
    ofSegment.add(period);
  }

  @Override
  public void addSummary(ChainSummary summary) {
    segments.add(summary);
  }

  /** Notes that the segment has been validated to its end. */
  void endSegment() {
    periods.addAll(DigestCoverage.join(ofSegment));
    ofSegment.clear();
  }

  void addAll(DigestResults other) {
    findings.addAll(other.findings);
    entries.addAll(other.entries);
    periods.addAll(other.periods);
    segments.addAll(other.segments);
  }

  /** Changes the results by the verdicts on whole chains. */
  void apply(ChainVerdicts verdicts) {
    if (!verdicts.isEmpty()) {
      findings.replaceAll(verdicts::apply);
      entries.replaceAll(verdicts::apply);
    }
  }
}
