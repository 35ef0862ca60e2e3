package io.lookouttrail.reports.findings.facts;

import java.util.Locale;

/** Key of the thresholds file, with the range of its values. */
public enum Threshold {
  BASELINE_MONTHS(1, 120),
  DENIAL_BURST_CALLS(2, 1_000_000),
  DENIAL_BURST_MINUTES(1, 1_440),
  THROTTLED_CALLS(1, 1_000_000_000),
  IDLE_MODEL_HOURS(1, 1_000_000),
  UNUSED_MONTHS(1, 120),
  SUBJECTS_PER_RULE(1, 100_000);

  private final int min;
  private final int max;

  Threshold(int min, int max) {
    this.min = min;
    this.max = max;
  }

  /** The key as the file spells it: {@code baseline_months}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a value is in the range. */
  public boolean allows(int value) {
    return value >= min && value <= max;
  }

  /** The range as text: {@code a whole number from 1 to 120}. */
  public String allowed() {
    return "a whole number from " + min + " to " + max;
  }
}
