package io.lookouttrail.run;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Grammar of durations, the same for every option: {@code 30s}, {@code 10m}, {@code 2h}, {@code
 * 1d}, or ISO 8601 such as {@code PT5M}. Case does not matter.
 */
public final class Durations {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})([smhd])");

  private Durations() {}

  /**
   * Parses a duration.
   *
   * @return zero or more
   * @throws IllegalArgumentException if the text is not a duration, or is negative; the message
   *     shows the grammar
   */
  public static Duration parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    Matcher parts = SHORT.matcher(lower);
    try {
      Duration duration =
          Duration.parse(parts.matches() ? iso(parts.group(1), parts.group(2)) : lower);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw invalid(text);
    }
    throw invalid(text);
  }

  private static String iso(String number, String unit) {
    return unit.equals("d") ? "P" + number + "D" : "PT" + number + unit;
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a duration; write it as 30s, 10m, 2h, 1d or PT5M");
  }
}
