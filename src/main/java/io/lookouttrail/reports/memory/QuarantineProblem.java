package io.lookouttrail.reports.memory;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A problem in quarantine.
 *
 * @param resolvedAt when it was found resolved; null while it is open
 * @param deliveredDate the delivery day of its file; null where the file's name has no time, or
 *     where the ledger does not have the file
 */
public record QuarantineProblem(
    @Nullable String sourceFile,
    @Nullable Integer recordIndex,
    @Nullable String problem,
    @Nullable String detail,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable Instant foundAt,
    @Nullable Instant resolvedAt,
    @Nullable LocalDate deliveredDate) {

  public boolean isOpen() {
    return resolvedAt == null;
  }
}
