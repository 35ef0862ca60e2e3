package io.lookouttrail.cli.options;

import io.lookouttrail.run.Period;
import io.lookouttrail.run.UserError;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The months of a report. */
public final class PeriodOptions {
  private static final String ACTION = "choose the months to report";

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "One month, YYYY-MM, or the month before today's in UTC: last.",
      order = 10)
  @Nullable String month;

  @Option(
      names = "--from-month",
      paramLabel = "MONTH",
      description = "The first month of a period, such as a quarter or an audit year.",
      order = 11)
  @Nullable String from;

  @Option(
      names = "--to-month",
      paramLabel = "MONTH",
      description = "The last month of a period, inclusive; also: last.",
      order = 12)
  @Nullable String to;

  /**
   * The period that these options describe.
   *
   * @throws UserError where they contradict each other, are missing, or are in the future
   */
  public Period period(Clock clock) {
    if (month != null && (from != null || to != null)) {
      throw UserError.usage(
          ACTION,
          "--month is given together with --from-month or --to-month",
          "Give one month or a period.");
    }
    if (month != null) {
      return requireStarted(Period.of(WindowOptions.month("--month", month, clock)), clock);
    }
    if (from == null || to == null) {
      throw UserError.usage(
          ACTION,
          missing(),
          "Give --month 2025-09, --month last, or --from-month 2025-07 --to-month 2025-09.");
    }
    YearMonth first = WindowOptions.month("--from-month", from, clock);
    YearMonth last = WindowOptions.month("--to-month", to, clock);
    if (last.isBefore(first)) {
      throw UserError.usage(
          ACTION,
          "--to-month " + last + " is before --from-month " + first,
          "Give the earlier month to --from-month.");
    }
    return requireStarted(new Period(first, last), clock);
  }

  /**
   * The period that these options describe, or none where no month is given.
   *
   * @throws UserError as {@link #period}
   */
  public Optional<Period> optionalPeriod(Clock clock) {
    return month == null && from == null && to == null
        ? Optional.empty()
        : Optional.of(period(clock));
  }

  private String missing() {
    if (from == null && to == null) {
      return "no month is given";
    }
    return Optional.ofNullable(from)
        .map(given -> "--from-month is given without --to-month")
        .orElse("--to-month is given without --from-month");
  }

  /**
   * Returns the period if its last month has started.
   *
   * @throws UserError where it is in the future
   */
  static Period requireStarted(Period period, Clock clock) {
    return requireStarted("report on ", period, clock);
  }

  /**
   * As above.
   *
   * @param action what cannot be done else, for the error message
   */
  static Period requireStarted(String action, Period period, Clock clock) {
    YearMonth current = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    if (period.to().isAfter(current)) {
      throw UserError.usage(
          action + period,
          period.to() + " is in the future",
          "The last complete month is " + current.minusMonths(1) + ".");
    }
    return period;
  }
}
