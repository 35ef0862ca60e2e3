package io.lookouttrail.cli.options;

import io.lookouttrail.run.Period;
import java.time.Clock;
import picocli.CommandLine.Option;

/** The month of the monthly command. */
public final class OneMonthOption {
  @Option(
      names = "--month",
      paramLabel = "MONTH",
      defaultValue = "last",
      description = "The month, YYYY-MM, or the month before today's in UTC: last (default).",
      order = 10)
  String month = "last";

  /**
   * The month as a period.
   *
   * @throws io.lookouttrail.run.UserError where the text is not a month, or the month is in the
   *     future
   */
  public Period period(Clock clock) {
    return PeriodOptions.requireStarted(
        Period.of(WindowOptions.month("--month", month, clock)), clock);
  }
}
