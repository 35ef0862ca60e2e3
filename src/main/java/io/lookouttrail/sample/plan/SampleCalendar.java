package io.lookouttrail.sample.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Days of a sample on which something is planted. They depend only on the options. */
public final class SampleCalendar {
  private SampleCalendar() {}

  /** Returns whether people work on a day: Monday to Friday. */
  public static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** Returns the first weekday of a day's month. */
  public static LocalDate firstWeekday(LocalDate day) {
    LocalDate first = day.withDayOfMonth(1);
    while (!isWeekday(first)) {
      first = first.plusDays(1);
    }
    return first;
  }

  /** Returns the day of the planted files: a weekday in the middle, before the service's end. */
  public static LocalDate plantDay(SampleOptions options) {
    LocalDate last =
        options.to().isAfter(SampleOptions.SERVICE_END)
                && !options.from().isAfter(SampleOptions.SERVICE_END)
            ? SampleOptions.SERVICE_END
            : options.to();
    LocalDate middle = options.from().plusDays(ChronoUnit.DAYS.between(options.from(), last) / 2);
    for (LocalDate day = middle; !day.isAfter(last); day = day.plusDays(1)) {
      if (isWeekday(day)) {
        return day;
      }
    }
    return middle;
  }

  /** Returns the Sunday nearest to the plant day; empty if the sample has none. */
  public static Optional<LocalDate> middleSunday(SampleOptions options) {
    LocalDate middle = plantDay(options);
    for (int distance = 0; distance < 7; distance++) {
      for (LocalDate day : List.of(middle.plusDays(distance), middle.minusDays(distance))) {
        if (day.getDayOfWeek() == DayOfWeek.SUNDAY
            && !day.isBefore(options.from())
            && !day.isAfter(options.to())) {
          return Optional.of(day);
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the day of the outage of digests: the first weekday, or else the first day. */
  public static LocalDate outageDay(SampleOptions options) {
    return options
        .from()
        .datesUntil(options.to().plusDays(1))
        .filter(SampleCalendar::isWeekday)
        .findFirst()
        .orElse(options.from());
  }
}
