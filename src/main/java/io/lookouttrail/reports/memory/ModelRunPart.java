package io.lookouttrail.reports.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code model_runs}: the part of a run that is in one month, written {@code 2025-09}. */
public record ModelRunPart(
    String month,
    @Nullable String eventSource,
    @Nullable String runKey,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable String projectName,
    @Nullable String modelVersion,
    @Nullable Instant runStartedAt,
    @Nullable Instant runStoppedAt,
    @Nullable Boolean open,
    @Nullable Instant startedAt,
    @Nullable Instant stoppedAt,
    @Nullable String stoppedBy,
    @Nullable String startedBy,
    @Nullable Double hours,
    @Nullable Integer unitsLow,
    @Nullable Integer unitsHigh,
    @Nullable Double inferenceHoursLow,
    @Nullable Double inferenceHoursHigh,
    @Nullable Long detections,
    @Nullable Double idleHours,
    @Nullable String notes) {

  /** Returns the hours without an image, times the lowest number of units; null if unknown. */
  public @Nullable Double idleInferenceHours() {
    return idleHours == null || unitsLow == null ? null : idleHours * unitsLow;
  }
}
