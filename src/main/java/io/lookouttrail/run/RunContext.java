package io.lookouttrail.run;

import java.time.Clock;
import java.time.Instant;

/**
 * Values that every job of a run shares.
 *
 * @param startedAt when the run began; the time in the rows that it writes
 */
public record RunContext(RunId id, Instant startedAt, Clock clock, Progress progress) {}
