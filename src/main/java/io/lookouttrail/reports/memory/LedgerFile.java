package io.lookouttrail.reports.memory;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger: one content of a log file.
 *
 * @param isOfSource whether the file was read for the report's event source
 * @param deliveredAt null where the file's name has no time
 * @param oldestEventAt null where the file's name has a time
 * @param supersededAt when another content was found; null for the newest content
 */
public record LedgerFile(
    String sourceFile,
    boolean isOfSource,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable Instant deliveredAt,
    @Nullable LocalDate deliveredDate,
    @Nullable Instant oldestEventAt,
    @Nullable Instant ingestedAt,
    @Nullable String sha256,
    @Nullable Long bytes,
    @Nullable Long records,
    @Nullable Long kept,
    @Nullable Long duplicates,
    @Nullable Long otherSources,
    @Nullable Long rejected,
    @Nullable String status,
    @Nullable Instant supersededAt,
    int version) {

  public boolean isNewest() {
    return supersededAt == null;
  }

  /** Whether all counts are known and the records do not add up. */
  public boolean isUnbalanced() {
    return records != null
        && kept != null
        && duplicates != null
        && otherSources != null
        && rejected != null
        && records != kept + duplicates + otherSources + rejected;
  }
}
