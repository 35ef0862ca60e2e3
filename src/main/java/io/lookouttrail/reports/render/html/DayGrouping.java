package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Chart;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Length of time that one bar or cell of a chart covers. */
enum DayGrouping {
  DAY,
  WEEK,
  MONTH;

  private static final DateTimeFormatter IN_MONTH =
      DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_MONTH =
      DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);

  /** The finest grouping that is allowed for a number of days. */
  static DayGrouping of(int days, int maxDays, int maxDaysInWeeks) {
    return days <= maxDays ? DAY : days <= maxDaysInWeeks ? WEEK : MONTH;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Sums the counts of the days over each range; weeks begin on Monday (ISO 8601). */
  List<DayRange> sums(List<Chart.Point> days) {
    List<DayRange> sums = new ArrayList<>();
    LocalDate current = LocalDate.MIN;
    for (Chart.Point day : days) {
      int last = sums.size() - 1;
      if (start(day.day()).equals(current)) {
        sums.set(last, sums.get(last).plus(day.counts()));
      } else {
        current = start(day.day());
        sums.add(range(day));
      }
    }
    return sums;
  }

  private LocalDate start(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  private DayRange range(Chart.Point first) {
    LocalDate day = first.day();
    boolean month = this == MONTH;
    return new DayRange(
        day.toString(),
        month ? Integer.toString(day.getYear()) : IN_MONTH.format(day),
        month ? SHORT_MONTH.format(day) : Integer.toString(day.getDayOfMonth()),
        this == DAY && day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0,
        first.counts());
  }
}
