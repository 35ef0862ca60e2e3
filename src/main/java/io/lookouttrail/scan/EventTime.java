package io.lookouttrail.scan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the time of an event: {@code 2025-09-03T10:00:00Z}, or with a fraction or an offset.
 *
 * <p>Strict, for a day of the year 1970 to 9999 that exists: before there was no AWS, and later
 * years have no place in a date of four digits.
 */
final class EventTime {
  private static final String USUAL_FORM = "dddd-dd-ddTdd:dd:ddZ";
  private static final Pattern EVERY_FORM =
      Pattern.compile(
          "(19[7-9]|[2-9][0-9][0-9])[0-9]-[01][0-9]-[0-3][0-9]"
              + "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
              + "(\\.[0-9]{1,9})?(Z|[+-][01][0-9]:[0-5][0-9])");

  private EventTime() {}

  /** The instant, empty where the text is none. */
  static Optional<Instant> parse(String text) {
    try {
      if (isOfUsualForm(text)) {
        return usual(text);
      }
      return EVERY_FORM.matcher(text).matches()
          ? Optional.of(DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  // What CloudTrail writes, and worth a way of its own: a formatter takes as long as the rest.
  private static boolean isOfUsualForm(String text) {
    boolean fits = text.length() == USUAL_FORM.length();
    for (int i = 0; fits && i < USUAL_FORM.length(); i++) {
      char c = text.charAt(i);
      char form = USUAL_FORM.charAt(i);
      fits = form == 'd' ? c >= '0' && c <= '9' : c == form;
    }
    return fits;
  }

  private static Optional<Instant> usual(String text) {
    LocalDateTime time =
        LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19));
    return time.getYear() < 1970 ? Optional.empty() : Optional.of(time.toInstant(ZoneOffset.UTC));
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
