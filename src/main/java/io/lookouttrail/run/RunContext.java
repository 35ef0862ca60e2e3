package io.lookouttrail.run;

import java.time.Clock;
import java.time.Instant;

/**
 * What every job of a run shares.
 *
 * @param startedAt when the run began; what its rows carry as their time
 */
public record RunContext(RunId id, Instant startedAt, Clock clock, Progress progress) {}
