package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.DigestLogEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The digests' entries by log: the entry that counts, as {@link ValidationPipeline#logs} chooses
 * it, and the entries of two proven digests that contradict each other.
 */
final class LogEntries {
  /** The order in which Spark sorts text. */
  private static final Comparator<String> TEXT = Comparator.comparing(UTF8String::fromString);

  private static final Comparator<DigestLogEntry> LEAST_FIRST =
      Comparator.comparingInt(VerifyRows::rank)
          .thenComparing(DigestLogEntry::digest, TEXT)
          .thenComparing(DigestLogEntry::sha256, TEXT)
          .thenComparing(DigestLogEntry::account, TEXT)
          .thenComparing(DigestLogEntry::region, TEXT)
          .thenComparing(DigestLogEntry::trail, TEXT)
          .thenComparing(DigestLogEntry::startTime)
          .thenComparing(DigestLogEntry::endTime)
          .thenComparing(entry -> entry.proof().name())
          .thenComparing(DigestLogEntry::credible)
          .thenComparing(entry -> entry.digestState().name())
          .thenComparing(entry -> entry.digestSeverity().name());

  private static final Comparator<DigestLogEntry> BY_CLAIM =
      Comparator.comparing(DigestLogEntry::sha256, TEXT)
          .thenComparing(DigestLogEntry::digest, TEXT);

  private final Map<String, DigestLogEntry> least = new LinkedHashMap<>();
  private final Map<String, DigestLogEntry> firstClaims = new HashMap<>();
  private final Map<String, DigestLogEntry> lastClaims = new HashMap<>();

  LogEntries(List<DigestLogEntry> entries) {
    for (DigestLogEntry entry : entries) {
      String log = entry.object();
      least.merge(log, entry, (one, other) -> min(one, other, LEAST_FIRST));
      if (VerifyRows.rank(entry) <= VerifyRows.PROVEN_RANK) {
        firstClaims.merge(log, entry, (one, other) -> min(one, other, BY_CLAIM));
        lastClaims.merge(log, entry, (one, other) -> min(one, other, BY_CLAIM.reversed()));
      }
    }
  }

  private static DigestLogEntry min(
      DigestLogEntry one, DigestLogEntry other, Comparator<DigestLogEntry> order) {
    return order.compare(one, other) <= 0 ? one : other;
  }

  /** The entries that count; one for each log that a digest lists. */
  Iterable<DigestLogEntry> all() {
    return least.values();
  }

  /** The entry that counts for a log; empty if no digest lists it. */
  Optional<DigestLogEntry> of(String log) {
    return Optional.ofNullable(least.get(log));
  }

  /** The names of two proven digests that list the log with different hashes; empty if none do. */
  Optional<String> contradiction(String log) {
    DigestLogEntry first = firstClaims.get(log);
    DigestLogEntry last = lastClaims.get(log);
    return first == null || last == null || first.sha256().equals(last.sha256())
        ? Optional.empty()
        : Optional.of(first.digest() + " and " + last.digest());
  }
}
