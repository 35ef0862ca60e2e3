package io.lookouttrail.run;

import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;

/**
 * The months that a report is of.
 *
 * @param to the last one, inclusive; {@code from} for one month
 */
public record Period(YearMonth from, YearMonth to) {
  public Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a period that ends before it begins");
    }
  }

  public static Period of(YearMonth month) {
    return new Period(month, month);
  }

  /** {@code 2025-09}, or {@code 2025-07_2025-09}: the report's folder. */
  public String folder() {
    return from.equals(to) ? from.toString() : from + "_" + to;
  }

  /** The files that tell of it. */
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
