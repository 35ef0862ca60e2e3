package io.lookouttrail.reports.findings.facts;

import java.util.Locale;

/** A key of the thresholds' file and the whole numbers that it takes. */
public enum Threshold {
  BASELINE_MONTHS(1, 120),
  DENIAL_BURST_CALLS(2, 1_000_000),
  DENIAL_BURST_MINUTES(1, 1_440),
  THROTTLED_CALLS(1, 1_000_000_000),
  IDLE_MODEL_HOURS(1, 1_000_000),
  SUBJECTS_PER_RULE(1, 10_000);

  private final int least;
  private final int most;

  Threshold(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** As the file spells it: {@code baseline_months}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean allows(int value) {
    return value >= least && value <= most;
  }

  /** In words: {@code a whole number from 1 to 120}. */
  public String allowed() {
    return "a whole number from " + least + " to " + most;
  }
}
