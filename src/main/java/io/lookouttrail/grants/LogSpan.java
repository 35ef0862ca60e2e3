package io.lookouttrail.grants;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Days of which logs were read.
 *
 * @param to the last day, inclusive
 */
public record LogSpan(LocalDate from, LocalDate to) {
  public LogSpan {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the logs end before they begin: " + from + " to " + to);
    }
  }

  /** The span in whole months, or in days where it is shorter than one: {@code 26 months}. */
  public String inWords() {
    long months = Period.between(from, to.plusDays(1)).toTotalMonths();
    return months > 0
        ? counted(months, "month")
        : counted(ChronoUnit.DAYS.between(from, to) + 1, "day");
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The days from a time to the end of the last day, in whole days. */
  public long daysSince(Instant time) {
    return Math.max(0, ChronoUnit.DAYS.between(time, end()));
  }

  public Instant begin() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The midnight after the last day. */
  Instant end() {
    return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
