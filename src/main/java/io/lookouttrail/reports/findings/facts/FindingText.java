package io.lookouttrail.reports.findings.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Numbers, times and names as the sentences of a finding write them. */
public final class FindingText {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Longest name in a sentence, in characters; the subject of the finding has the whole name. */
  private static final int LONGEST_NAME = 120;

  private FindingText() {}

  /** A number and its noun: {@code 1 call}, {@code 1,234 calls}. */
  public static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** A number with grouped digits: {@code 1,234}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** How many of the calls succeeded: {@code 3 of which succeeded}, {@code which succeeded}. */
  public static String succeeded(Facts.Calls calls) {
    if (calls.succeeded() == 0) {
      return calls.calls() == 1 ? "which did not succeed" : "none of which succeeded";
    }
    return calls.succeeded() < calls.calls()
        ? number(calls.succeeded()) + " of which succeeded"
        : calls.calls() == 1 ? "which succeeded" : "all of which succeeded";
  }

  /** Hours with at most one decimal: {@code 1 hour}, {@code 52.5 hours}. */
  public static String hours(double hours) {
    BigDecimal rounded =
        BigDecimal.valueOf(hours).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    String number =
        rounded.scale() <= 0
            ? number(rounded.longValueExact())
            : String.format(Locale.ROOT, "%,.1f", rounded);
    return number + (rounded.compareTo(BigDecimal.ONE) == 0 ? " hour" : " hours");
  }

  /** A time to the minute: {@code 2025-09-05 10:00 UTC}. */
  public static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** The day of a time, in UTC: {@code 2025-09-05}. */
  public static String day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }

  /** A space and the names in brackets: {@code (CreateModel, StopModel)}; empty without names. */
  public static String inBrackets(List<String> names) {
    return names.isEmpty()
        ? ""
        : " (" + String.join(", ", names.stream().map(FindingText::truncate).toList()) + ")";
  }

  /** A name of about 120 characters; an ellipsis replaces the rest. Surrogate pairs stay whole. */
  public static String truncate(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    int codePoints = name.codePointCount(0, LONGEST_NAME);
    return name.substring(0, name.offsetByCodePoints(0, codePoints)) + "…";
  }
}
