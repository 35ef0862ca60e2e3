package io.lookouttrail.reports.render.common;

import java.time.Instant;

/**
 * How a report came to be: the one thing about it that differs when it is made again.
 *
 * @param at when
 * @param by whom: the user the process ran as
 * @param where the machine or the cluster
 * @param command the command line, without secrets
 * @param runId the run's id in {@code job_runs}
 */
public record GenerationInfo(Instant at, String by, String where, String command, String runId) {}
