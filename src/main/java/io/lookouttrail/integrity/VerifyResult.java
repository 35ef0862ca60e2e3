package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ProvenPeriod;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Result of a verification.
 *
 * @param counts number of findings of each kind, by account and Region
 * @param digestsRead number of digests, in the window and on the days before and after it
 * @param logsFound number of log files in the window
 * @param logsHashed number of log files that had to be read
 * @param bytesHashed their stored size
 * @param publicKeys number of public keys that were available
 * @param withoutMetadata number of digests without a signature because the file system returns no
 *     object metadata
 * @param proven the period that each chain's digests prove
 * @param secondsByPhase duration of each phase
 */
public record VerifyResult(
    List<Count> counts,
    long digestsRead,
    long logsFound,
    long logsHashed,
    long bytesHashed,
    int publicKeys,
    long withoutMetadata,
    List<ProvenPeriod> proven,
    Map<String, Double> secondsByPhase) {

  public VerifyResult {
    counts = List.copyOf(counts);
    proven = List.copyOf(proven);
  }

  /**
   * Number of findings that have these values.
   *
   * @param account empty if it is not known
   * @param region empty if it is not known
   */
  public record Count(
      String account,
      String region,
      Kind kind,
      State state,
      Proof proof,
      Severity severity,
      long findings) {
    /** The same values with a number of findings. */
    Count with(long number) {
      return new Count(account, region, kind, state, proof, severity, number);
    }
  }

  /** Whether a finding of high severity needs a person's review. */
  public boolean needsReview() {
    return count(count -> count.severity() == Severity.HIGH) > 0;
  }

  /** Number of findings that match. */
  public long count(Predicate<Count> matches) {
    return counts.stream().filter(matches).mapToLong(Count::findings).sum();
  }

  /** The figures by name, for {@code job_runs.counts}. */
  public Map<String, Long> figures() {
    Map<String, Long> figures = new TreeMap<>();
    figures.put("digests_read", digestsRead);
    figures.put("logs_found", logsFound);
    figures.put("logs_hashed", logsHashed);
    figures.put("bytes_hashed", bytesHashed);
    figures.put("public_keys", (long) publicKeys);
    figures.put("high_findings", count(count -> count.severity() == Severity.HIGH));
    for (Count count : counts) {
      figures.merge(
          count.kind().label() + "_" + count.state().label(), count.findings(), Long::sum);
    }
    return figures;
  }
}
