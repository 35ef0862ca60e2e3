package io.lookouttrail.scan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parser of event times: {@code 2025-09-03T10:00:00Z}, also with a fraction or an offset.
 *
 * <p>The day must exist and its year must be 1970 to 9999: AWS has no earlier events, and a later
 * year has more than four digits.
 */
final class EventTime {
  private static final String COMMON_FORM = "dddd-dd-ddTdd:dd:ddZ";
  private static final Pattern ALL_FORMS =
      Pattern.compile(
          "(19[7-9]|[2-9][0-9][0-9])[0-9]-[01][0-9]-[0-3][0-9]"
              + "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
              + "(\\.[0-9]{1,9})?(Z|[+-][01][0-9]:[0-5][0-9])");

  private EventTime() {}

  /** Returns the instant; empty if the text is not a valid time. */
  static Optional<Instant> parse(String text) {
    try {
      if (hasCommonForm(text)) {
        return parseCommon(text);
      }
      return ALL_FORMS.matcher(text).matches()
          ? Optional.of(DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  // CloudTrail writes this form. A DateTimeFormatter takes as long as the rest of the record.
  private static boolean hasCommonForm(String text) {
    boolean fits = text.length() == COMMON_FORM.length();
    for (int i = 0; fits && i < COMMON_FORM.length(); i++) {
      char c = text.charAt(i);
      char form = COMMON_FORM.charAt(i);
      fits = form == 'd' ? c >= '0' && c <= '9' : c == form;
    }
    return fits;
  }

  private static Optional<Instant> parseCommon(String text) {
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
