package io.lookouttrail.reports.findings.facts;

/**
 * From where on the rules speak; what stands in {@code conf/report-thresholds.properties}.
 *
 * @param baselineMonths whole months that must be in the tables before a period, until something of
 *     it counts as seen for the first time; at least 1
 * @param denialBurstCalls denied calls of one actor in one account that make a burst; at least 2
 * @param denialBurstMinutes within how many minutes they come; 1 to 1440
 * @param throttledCalls throttled calls of one action in one account that are worth telling; at
 *     least 1
 * @param idleModelHours hours that a model ran without a detection; at least 1
 * @param subjectsPerRule how many findings a rule gives at most, those with the highest counts
 *     first; 1 to 10000
 */
public record Thresholds(
    int baselineMonths,
    int denialBurstCalls,
    int denialBurstMinutes,
    int throttledCalls,
    int idleModelHours,
    int subjectsPerRule) {

  /** What counts where no file says otherwise. */
  public static final Thresholds DEFAULTS = new Thresholds(3, 10, 10, 100, 24, 500);

  public Thresholds {
    for (Threshold key : Threshold.values()) {
      int value =
          switch (key) {
            case BASELINE_MONTHS -> baselineMonths;
            case DENIAL_BURST_CALLS -> denialBurstCalls;
            case DENIAL_BURST_MINUTES -> denialBurstMinutes;
            case THROTTLED_CALLS -> throttledCalls;
            case IDLE_MODEL_HOURS -> idleModelHours;
            case SUBJECTS_PER_RULE -> subjectsPerRule;
          };
      if (!key.allows(value)) {
        throw new IllegalArgumentException(key.key() + " is " + value);
      }
    }
  }
}
