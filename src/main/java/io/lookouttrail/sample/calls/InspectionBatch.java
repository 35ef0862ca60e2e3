package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.plan.Project;

/**
 * Parts that a model inspects within five minutes, with a DetectAnomalies call for each.
 *
 * @param second start of the five minutes, in seconds of the epoch
 * @param count number of calls
 * @param version the model version in the requests
 */
public record InspectionBatch(long second, int count, Project project, String version) {}
