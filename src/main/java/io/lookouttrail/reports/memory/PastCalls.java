package io.lookouttrail.reports.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls before the report's first month.
 *
 * @param counts whether no other event corrects them
 * @param beforePeriods whether they are older than the month before the report
 */
public record PastCalls(
    String accountId,
    @Nullable String region,
    @Nullable String actor,
    @Nullable String actorKind,
    @Nullable String credentialKind,
    @Nullable String roleArn,
    @Nullable String sourceIp,
    String action,
    @Nullable String outcome,
    boolean counts,
    boolean beforePeriods,
    long calls,
    Instant firstCall,
    Instant lastCall) {}
