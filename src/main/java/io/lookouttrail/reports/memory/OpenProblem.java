package io.lookouttrail.reports.memory;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An unresolved problem in quarantine.
 *
 * @param deliveredDate the delivery day of its file; null where the file's name has no time, or
 *     where the ledger does not have the file
 */
public record OpenProblem(
    @Nullable String sourceFile,
    @Nullable Integer recordIndex,
    @Nullable String problem,
    @Nullable String detail,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable Instant foundAt,
    @Nullable LocalDate deliveredDate) {}
