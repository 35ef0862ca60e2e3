package io.lookouttrail.reports.policy.usage;

/** Calls of one kind, counted. */
public record CallGroup(CallKind kind, CallTally tally) {}
