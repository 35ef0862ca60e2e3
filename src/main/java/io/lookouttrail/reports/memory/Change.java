package io.lookouttrail.reports.memory;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A change, a denied call or a call by root: what an auditor samples from. */
public record Change(
    LocalDate eventDate,
    Instant eventTime,
    String eventId,
    @Nullable String actor,
    String accountId,
    @Nullable String region,
    String action,
    @Nullable String resourceArn,
    @Nullable String outcome,
    @Nullable String sourceIp,
    @Nullable String sourceFile,
    @Nullable Integer recordIndex) {}
