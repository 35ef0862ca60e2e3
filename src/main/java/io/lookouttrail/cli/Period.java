package io.lookouttrail.cli;

import io.lookouttrail.run.Window;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;

/**
 * The months that a report is of.
 *
 * @param to the last one, inclusive; {@code from} for one month
 */
record Period(YearMonth from, YearMonth to) {
  Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a period that ends before it begins");
    }
  }

  static Period of(YearMonth month) {
    return new Period(month, month);
  }

  /** {@code 2025-09}, or {@code 2025-07_2025-09}: the report's folder. */
  String folder() {
    return from.equals(to) ? from.toString() : from + "_" + to;
  }

  /** The files that tell of it. */
  Window window(int latenessDays) {
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
