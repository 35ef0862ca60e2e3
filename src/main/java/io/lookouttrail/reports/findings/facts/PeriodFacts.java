package io.lookouttrail.reports.findings.facts;

/**
 * Facts about the period of a report and about the month before it.
 *
 * @param period facts about the months of the report
 * @param before facts about the month before the first of them
 */
public record PeriodFacts(Facts period, Facts before) {
  public PeriodFacts {
    if (!before.from().equals(before.to()) || !before.to().equals(period.from().minusMonths(1))) {
      throw new IllegalArgumentException(before.months() + " is not the month before");
    }
  }
}
