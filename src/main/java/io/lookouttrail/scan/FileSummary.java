package io.lookouttrail.scan;

import java.util.Optional;

/**
 * What one pass over a log file counted: {@code records = matched + otherSources + rejected}.
 *
 * @param inflatedBytes uncompressed bytes read
 * @param sha256 lower-hex SHA-256 of the uncompressed bytes; empty where it was not asked for or
 *     the file did not end whole
 * @param records records seen, whole ones only
 * @param matched records of the wanted sources that were handed out
 * @param otherSources records of other sources, and records that are no calls (Insight, Aggregated)
 * @param rejected records that went to quarantine
 */
public record FileSummary(
    long inflatedBytes,
    Optional<String> sha256,
    long records,
    long matched,
    long otherSources,
    long rejected) {

  public FileSummary {
    if (records != matched + otherSources + rejected) {
      throw new IllegalArgumentException(
          "%d records are not %d matched + %d of other sources + %d rejected"
              .formatted(records, matched, otherSources, rejected));
    }
  }
}
