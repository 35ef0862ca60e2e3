package io.lookouttrail.cli.options;

import io.lookouttrail.run.Period;
import java.time.Clock;
import picocli.CommandLine.Option;

/** The month of a monthly job. */
public final class OneMonthOption {
  @Option(
      names = "--month",
      paramLabel = "MONTH",
      defaultValue = "last",
      description = "The month, YYYY-MM, or the one before today's in UTC: last (default).",
      order = 10)
  String month = "last";

  /**
   * The month that was asked for.
   *
   * @throws io.lookouttrail.run.UserError where it is none, or lies in the future
   */
  public Period period(Clock clock) {
    return PeriodOptions.begun(Period.of(WindowOptions.month(month, clock)), clock);
  }
}
