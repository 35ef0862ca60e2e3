package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.plan.Project;

/**
 * Parts that a model inspects within five minutes, one DetectAnomalies call each.
 *
 * @param second when the first call is made, in seconds of the epoch
 * @param count number of calls
 */
public record InspectionBatch(long second, int count, Project project, String version) {}
