package io.lookouttrail.archive;

import io.lookouttrail.run.AccountId;
import io.lookouttrail.run.RegionName;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Facts in a log file's name; null for those it does not contain.
 *
 * <p>Names in real archives differ from the documented one: old ones lack {@code Z_} after the
 * time, others have {@code -} before it, so the time is searched for.
 */
record LogFileName(
    @Nullable String account, @Nullable String region, @Nullable Instant deliveredAt) {

  private static final Pattern OWNER =
      Pattern.compile(
          "(" + AccountId.REGEX + ")_CloudTrail_(?:(" + RegionName.REGEX + ")(?=[_-]))?.*");

  // A trail's name may contain underscores, so only the ends of the name are fixed.
  private static final Pattern DIGEST =
      Pattern.compile(
          "("
              + AccountId.REGEX
              + ")_CloudTrail-Digest_("
              + RegionName.REGEX
              + ")_.+_"
              + RegionName.REGEX
              + "_([0-9]{8}T[0-9]{6}Z)(?:_backfill)?\\.json(?:\\.gz)?");

  private static final int DATE_DIGITS = 8;
  private static final int MINUTE_DIGITS = 4;

  static LogFileName of(String name) {
    Matcher owner = OWNER.matcher(name);
    return owner.matches()
        ? new LogFileName(owner.group(1), owner.group(2), deliveredAt(name))
        : new LogFileName(null, null, deliveredAt(name));
  }

  /**
   * The account, Region and end time in the name of a digest file: {@code
   * <account>_CloudTrail-Digest_<region>_<trail>_<home region>_<time>[_backfill].json[.gz]}; null
   * if the name is not a digest's.
   *
   * <p>Source: AWS CloudTrail User Guide, "CloudTrail digest file structure".
   */
  static @Nullable LogFileName ofDigest(String name) {
    Matcher digest = DIGEST.matcher(name);
    Instant endedAt = digest.matches() ? deliveredAt(digest.group(3)) : null;
    return endedAt == null ? null : new LogFileName(digest.group(1), digest.group(2), endedAt);
  }

  /** The first valid time {@code YYYYMMDDTHHmm[ssZ]} in a name; null if there is none. */
  static @Nullable Instant deliveredAt(String name) {
    for (int t = name.indexOf('T', DATE_DIGITS); t >= 0; t = name.indexOf('T', t + 1)) {
      Instant time = timeAround(name, t);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private static @Nullable Instant timeAround(String name, int t) {
    int start = t - DATE_DIGITS;
    boolean followsDigit = start > 0 && isDigit(name.charAt(start - 1));
    int date = digits(name, start, t);
    int minutes = digits(name, t + 1, t + 1 + MINUTE_DIGITS);
    if (followsDigit || date < 0 || minutes < 0) {
      return null;
    }
    int year = date / 10_000;
    int month = date / 100 % 100;
    int day = date % 100;
    int hour = minutes / 100;
    int minute = minutes % 100;
    if (!isDate(year, month, day) || hour > 23 || minute > 59) {
      return null;
    }
    return YearMonth.of(year, month)
        .atDay(day)
        .atTime(hour, minute, seconds(name, t + 1 + MINUTE_DIGITS))
        .toInstant(ZoneOffset.UTC);
  }

  /** Whether the numbers are a date on which CloudTrail may have delivered. */
  static boolean isDate(int year, int month, int day) {
    return year >= 2000
        && year < 2200
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth();
  }

  /** The number that the characters spell; -1 if they are not all digits. */
  static int digits(String text, int from, int to) {
    if (to > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private static int seconds(String name, int from) {
    int seconds = digits(name, from, from + 2);
    boolean closed = name.length() > from + 2 && name.charAt(from + 2) == 'Z';
    return closed && seconds >= 0 && seconds < 60 ? seconds : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
