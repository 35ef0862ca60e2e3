package io.lookouttrail.reports.render.common;

import java.time.Instant;

/**
 * When, by whom and where a report was made: the only part that differs when the report is
 * repeated.
 *
 * @param at time of generation
 * @param by user of the process
 * @param where name of the machine or cluster
 * @param command the command line, without secrets
 * @param runId id of the run in {@code job_runs}
 */
public record GenerationInfo(Instant at, String by, String where, String command, String runId) {}
