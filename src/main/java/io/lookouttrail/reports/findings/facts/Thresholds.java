package io.lookouttrail.reports.findings.facts;

/**
 * Thresholds of the rules; the values of {@code conf/report-thresholds.properties}.
 *
 * @param baselineMonths number of whole months before the period that the tables must hold before
 *     the rules for first-seen items apply; 1 to 120
 * @param denialBurstCalls denied calls of one actor in one account that make a burst; 2 to 1000000
 * @param denialBurstMinutes length of a burst; 1 to 1440
 * @param throttledCalls throttled calls of one action in one account that make a finding; 1 to
 *     1000000000
 * @param idleModelHours hours without a detection that make a finding of a model; 1 to 10000000
 * @param unusedMonths whole months without a use after which granted access makes a finding; 1 to
 *     120
 * @param subjectsPerRule most findings of one rule, those with the highest counts first; 1 to
 *     100000
 */
public record Thresholds(
    int baselineMonths,
    int denialBurstCalls,
    int denialBurstMinutes,
    int throttledCalls,
    int idleModelHours,
    int unusedMonths,
    int subjectsPerRule) {

  /** The values without a thresholds file. */
  public static final Thresholds DEFAULTS = new Thresholds(3, 10, 10, 100, 24, 3, 10_000);

  public Thresholds {
    for (Threshold key : Threshold.values()) {
      int value =
          switch (key) {
            case BASELINE_MONTHS -> baselineMonths;
            case DENIAL_BURST_CALLS -> denialBurstCalls;
            case DENIAL_BURST_MINUTES -> denialBurstMinutes;
            case THROTTLED_CALLS -> throttledCalls;
            case IDLE_MODEL_HOURS -> idleModelHours;
            case UNUSED_MONTHS -> unusedMonths;
            case SUBJECTS_PER_RULE -> subjectsPerRule;
          };
      if (!key.allows(value)) {
        throw new IllegalArgumentException(key.key() + " is " + value);
      }
    }
  }

  /** The value of a key. */
  public int value(Threshold key) {
    return switch (key) {
      case BASELINE_MONTHS -> baselineMonths;
      case DENIAL_BURST_CALLS -> denialBurstCalls;
      case DENIAL_BURST_MINUTES -> denialBurstMinutes;
      case THROTTLED_CALLS -> throttledCalls;
      case IDLE_MODEL_HOURS -> idleModelHours;
      case UNUSED_MONTHS -> unusedMonths;
      case SUBJECTS_PER_RULE -> subjectsPerRule;
    };
  }
}
