package io.lookouttrail.reports.query;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The two periods that a report compares: its own months, and the month before the first of them.
 *
 * @param from the report's first month
 * @param to the report's last month, inclusive
 * @param latenessDays days after a period's end on which its log files may still be delivered
 */
public record ReportPeriods(YearMonth from, YearMonth to, int latenessDays) {

  public LocalDate firstDay() {
    return from.atDay(1);
  }

  public LocalDate lastDay() {
    return to.atEndOfMonth();
  }

  public YearMonth monthBefore() {
    return from.minusMonths(1);
  }

  public LocalDate firstDayBefore() {
    return monthBefore().atDay(1);
  }

  public LocalDate lastDayBefore() {
    return monthBefore().atEndOfMonth();
  }
}
