package io.lookouttrail.reports.query;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A report's months and the month before the first of them.
 *
 * @param to the last month, inclusive
 * @param latenessDays days of delivery after a month's end that belong to it
 */
public record ReportPeriods(YearMonth from, YearMonth to, int latenessDays) {

  public LocalDate firstDay() {
    return from.atDay(1);
  }

  public LocalDate lastDay() {
    return to.atEndOfMonth();
  }

  public YearMonth before() {
    return from.minusMonths(1);
  }

  public LocalDate firstDayBefore() {
    return before().atDay(1);
  }

  public LocalDate lastDayBefore() {
    return before().atEndOfMonth();
  }
}
