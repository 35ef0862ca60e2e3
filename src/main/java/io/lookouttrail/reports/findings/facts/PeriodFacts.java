package io.lookouttrail.reports.findings.facts;

/**
 * What the rules are told.
 *
 * @param period of the report's months
 * @param before of the month before the first of them
 */
public record PeriodFacts(Facts period, Facts before) {
  public PeriodFacts {
    if (!before.from().equals(before.to()) || !before.to().equals(period.from().minusMonths(1))) {
      throw new IllegalArgumentException(before.months() + " is not the month before");
    }
  }
}
