package io.lookouttrail.cli.options;

import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import picocli.CommandLine.Option;

/** The days after the end of a window or period whose deliveries are read too. */
public final class LatenessOption {
  @Option(
      names = "--lateness",
      paramLabel = "DAYS",
      defaultValue = "" + Window.DEFAULT_LATENESS_DAYS,
      description =
          "Days of delivery to include after the end, for events that came late: 0 to "
              + Window.MAX_LATENESS_DAYS
              + ", default ${DEFAULT-VALUE}.",
      order = 21)
  int days = Window.DEFAULT_LATENESS_DAYS;

  /**
   * The days.
   *
   * @throws UserError where they are out of bounds
   */
  public int days() {
    try {
      return Window.checkLateness(days);
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          WindowOptions.ACTION,
          "--lateness " + days + " is not within 0 to " + Window.MAX_LATENESS_DAYS,
          "CloudTrail delivers late for up to " + Window.MAX_LATENESS_DAYS + " days.");
    }
  }
}
