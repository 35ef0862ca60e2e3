package io.lookouttrail.scan;

import io.lookouttrail.scan.body.AfterFirstMember;
import java.util.Optional;

/**
 * Counts of one scanned log file: {@code records = matched + otherSources + rejected}.
 *
 * @param inflatedBytes uncompressed bytes read
 * @param sha256 lower-hex SHA-256 of the uncompressed bytes; empty without hashing or if the file
 *     is not complete
 * @param records complete records
 * @param matched records of the wanted sources
 * @param otherSources records of other sources, and records that are not calls (Insight,
 *     Aggregated)
 * @param rejected records that are not valid
 * @param afterFirstMember what follows the first gzip member; empty for nothing
 */
public record FileSummary(
    long inflatedBytes,
    Optional<String> sha256,
    long records,
    long matched,
    long otherSources,
    long rejected,
    Optional<AfterFirstMember> afterFirstMember) {

  public FileSummary {
    if (records != matched + otherSources + rejected) {
      throw new IllegalArgumentException(
          "%d records are not the sum of %d matched, %d of other sources and %d rejected"
              .formatted(records, matched, otherSources, rejected));
    }
  }
}
