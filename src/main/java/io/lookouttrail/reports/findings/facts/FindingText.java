package io.lookouttrail.reports.findings.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Numbers, times and names in sentences. */
public final class FindingText {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Names in a sentence are cut here; the subject has them whole. */
  private static final int LONGEST_NAME = 120;

  private FindingText() {}

  /** {@code 1 call}, {@code 1,234 calls}. */
  public static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code all succeeded}, {@code none succeeded}, {@code 3 succeeded}. */
  public static String succeeded(Facts.Calls calls) {
    if (calls.succeeded() == 0) {
      return calls.calls() == 1 ? "which did not succeed" : "none succeeded";
    }
    return calls.succeeded() < calls.calls()
        ? number(calls.succeeded()) + " succeeded"
        : calls.calls() == 1 ? "which succeeded" : "all succeeded";
  }

  /** {@code 1 hour}, {@code 52.5 hours}. */
  public static String hours(double hours) {
    BigDecimal rounded =
        BigDecimal.valueOf(hours).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    String number =
        rounded.scale() <= 0
            ? number(rounded.longValueExact())
            : String.format(Locale.ROOT, "%,.1f", rounded);
    return number + (rounded.compareTo(BigDecimal.ONE) == 0 ? " hour" : " hours");
  }

  public static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** {@code (CreateModel, StopModel)}, with a blank before it; nothing where there is none. */
  public static String inBrackets(List<String> names) {
    return names.isEmpty()
        ? ""
        : " (" + String.join(", ", names.stream().map(FindingText::cut).toList()) + ")";
  }

  public static String cut(String name) {
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, LONGEST_NAME))) + "…";
  }
}
