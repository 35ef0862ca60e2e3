package io.lookouttrail.integrity;

import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a check found.
 *
 * @param counts how many findings of each sort, by account and Region
 * @param digestsRead digests in the window and around it
 * @param logsFound log files in the window
 * @param logsHashed log files that had to be read
 * @param bytesHashed their stored size
 * @param publicKeys how many keys were at hand
 * @param withoutMetadata digests whose signature could not be had, because the file system gives no
 *     object metadata
 * @param secondsByPhase how long each phase took
 */
public record VerifyResult(
    List<Count> counts,
    long digestsRead,
    long logsFound,
    long logsHashed,
    long bytesHashed,
    int publicKeys,
    long withoutMetadata,
    Map<String, Double> secondsByPhase) {

  public VerifyResult {
    counts = List.copyOf(counts);
  }

  /**
   * Findings of one sort.
   *
   * @param account empty where nothing tells it
   * @param region likewise
   */
  public record Count(
      String account,
      String region,
      Kind kind,
      State state,
      Proof proof,
      Severity severity,
      long findings) {}

  /** Whether something of the window needs a person's eye. */
  public boolean needsEye() {
    return count(count -> count.severity() == Severity.HIGH) > 0;
  }

  /** How many findings are like this. */
  public long count(Predicate<Count> like) {
    return counts.stream().filter(like).mapToLong(Count::findings).sum();
  }

  /** The figures by name, as job_runs keeps them. */
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
