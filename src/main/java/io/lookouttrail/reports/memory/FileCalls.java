package io.lookouttrail.reports.memory;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one day that one run read from one log file.
 *
 * @param counts whether no other event corrects them
 */
public record FileCalls(
    LocalDate eventDate,
    @Nullable String sourceFile,
    @Nullable Instant ingestedAt,
    boolean counts,
    long calls) {}
