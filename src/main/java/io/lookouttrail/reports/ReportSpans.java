package io.lookouttrail.reports;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A report's months and the month before the first of them.
 *
 * @param to the last month, inclusive
 * @param latenessDays days of delivery after a month's end that belong to it
 */
record ReportSpans(YearMonth from, YearMonth to, int latenessDays) {

  LocalDate firstDay() {
    return from.atDay(1);
  }

  LocalDate lastDay() {
    return to.atEndOfMonth();
  }

  YearMonth before() {
    return from.minusMonths(1);
  }

  LocalDate firstDayBefore() {
    return before().atDay(1);
  }

  LocalDate lastDayBefore() {
    return before().atEndOfMonth();
  }
}
