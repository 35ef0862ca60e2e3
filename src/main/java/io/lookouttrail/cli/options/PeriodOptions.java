package io.lookouttrail.cli.options;

import io.lookouttrail.run.Period;
import io.lookouttrail.run.UserError;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which months a report is of. */
public final class PeriodOptions {
  private static final String WHAT = "choose the months to report";

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "One month, YYYY-MM, or the last one: last.",
      order = 10)
  @Nullable String month;

  @Option(
      names = "--from-month",
      paramLabel = "MONTH",
      description = "The first month of a period: a quarter, an audit year, the service's life.",
      order = 11)
  @Nullable String from;

  @Option(
      names = "--to-month",
      paramLabel = "MONTH",
      description = "The last month of a period, inclusive; last is the one before today's.",
      order = 12)
  @Nullable String to;

  /**
   * The period that these options describe.
   *
   * @throws UserError where they contradict each other, are missing, or lie in the future
   */
  public Period period(Clock clock) {
    if (month != null && (from != null || to != null)) {
      throw UserError.usage(
          WHAT,
          "--month and --from-month or --to-month are given both",
          "Give one month or a period.");
    }
    if (month != null) {
      return begun(Period.of(WindowOptions.month(month, clock)), clock);
    }
    if (from == null || to == null) {
      throw UserError.usage(
          WHAT,
          missing(),
          "Give --month 2025-09, --month last, or --from-month 2025-07 --to-month 2025-09.");
    }
    YearMonth first = WindowOptions.month(from, clock);
    YearMonth last = WindowOptions.month(to, clock);
    if (last.isBefore(first)) {
      throw UserError.usage(
          WHAT,
          "--to-month " + last + " is before --from-month " + first,
          "Give the earlier month to --from-month.");
    }
    return begun(new Period(first, last), clock);
  }

  private String missing() {
    if (from == null && to == null) {
      return "none is given";
    }
    return Optional.ofNullable(from)
        .map(given -> "--from-month is given without --to-month")
        .orElse("--to-month is given without --from-month");
  }

  /**
   * A period that has begun to its last month.
   *
   * @throws UserError where nothing can have happened yet
   */
  static Period begun(Period period, Clock clock) {
    YearMonth current = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    if (period.to().isAfter(current)) {
      throw UserError.usage(
          "report on " + period,
          period.to() + " is in the future",
          "The last whole month is " + current.minusMonths(1) + ".");
    }
    return period;
  }
}
