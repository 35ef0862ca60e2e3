package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats values and texts as characters that every report format can hold. */
public final class PrintableText {
  private static final DateTimeFormatter FOR_PEOPLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final char REPLACEMENT = '\uFFFD';

  private PrintableText() {}

  /** A value for programs: ISO 8601 in UTC, numbers without grouping; empty for no value. */
  public static String of(Value value) {
    if (value instanceof Value.Text it) {
      return wellFormed(it.text());
    } else if (value instanceof Value.Identifier it) {
      return wellFormed(it.text());
    } else if (value instanceof Value.Whole it) {
      return Long.toString(it.number());
    } else if (value instanceof Value.Decimal it) {
      return it.number().toPlainString();
    } else if (value instanceof Value.Moment it) {
      return it.at().toString();
    } else if (value instanceof Value.Day it) {
      return it.date().toString();
    } else if (value instanceof Value.Flag it) {
      return Boolean.toString(it.set());
    }
    return "";
  }

  /** A value for people: grouped digits, a space between date and time, yes or no. */
  public static String forPeople(Value value) {
    if (value instanceof Value.Whole it) {
      return String.format(Locale.ROOT, "%,d", it.number());
    } else if (value instanceof Value.Decimal it) {
      return String.format(
          Locale.ROOT, "%,." + Math.max(0, it.number().scale()) + "f", it.number());
    } else if (value instanceof Value.Moment it) {
      return moment(it.at());
    } else if (value instanceof Value.Flag it) {
      return it.set() ? "yes" : "no";
    }
    return of(value);
  }

  /** A time in UTC: {@code 2025-09-04 06:02:11}. */
  public static String moment(Instant at) {
    return FOR_PEOPLE.format(at);
  }

  /** The text with a replacement character for each unpaired surrogate. */
  public static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        repaired = repaired == null ? new StringBuilder(text) : repaired;
        repaired.setCharAt(i, REPLACEMENT);
      }
    }
    return repaired == null ? text : repaired.toString();
  }

  /**
   * At most {@code limit} characters; an ellipsis replaces the rest. Surrogate pairs stay whole.
   */
  public static String truncate(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + '\u2026';
  }
}
