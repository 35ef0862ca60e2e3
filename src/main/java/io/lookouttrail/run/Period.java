package io.lookouttrail.run;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/**
 * The months of a report, one or more in a row.
 *
 * @param to the last month, inclusive; equal to {@code from} for one month
 */
public record Period(YearMonth from, YearMonth to) {
  public Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the period ends before it begins");
    }
  }

  public static Period of(YearMonth month) {
    return new Period(month, month);
  }

  /**
   * Reads a period from the name of its folder.
   *
   * @throws IllegalArgumentException if the text is no such name
   */
  public static Period parse(String folder) {
    String[] months = folder.split("_", -1);
    if (months.length > 2) {
      throw new IllegalArgumentException("not a month or a period: " + folder);
    }
    try {
      return new Period(YearMonth.parse(months[0]), YearMonth.parse(months[months.length - 1]));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a month or a period: " + folder, e);
    }
  }

  /** Name of the report's folder: {@code 2025-09}, or {@code 2025-07_2025-09}. */
  public String folder() {
    return from.equals(to) ? from.toString() : from + "_" + to;
  }

  /** The window of the files that hold its events. */
  public Window window(int latenessDays) {
    return new Window(
        Optional.of(from.atDay(1)),
        Optional.of(to.atEndOfMonth()),
        latenessDays,
        Set.of(),
        Set.of());
  }

  /** {@code 2025-09}, or {@code 2025-07 to 2025-09}. */
  @Override
  public String toString() {
    return from.equals(to) ? from.toString() : from + " to " + to;
  }
}
