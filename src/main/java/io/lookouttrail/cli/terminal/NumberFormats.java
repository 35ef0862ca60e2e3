package io.lookouttrail.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Formats of numbers for people, the same in every locale. */
public final class NumberFormats {
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private NumberFormats() {}

  /** {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 file}, {@code 1,234 files}. */
  public static String count(long number, String singular) {
    return count(number) + " " + singular + (number == 1 ? "" : "s");
  }

  /** Three digits in powers of 1000, as S3's console counts: {@code 999 B}, {@code 1.23 GB}. */
  public static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    // 999.5 would be printed as 1000.
    while (size >= 999.5 && unit < BYTES.length - 1) {
      size /= 1000;
      unit++;
    }
    String digits =
        unit == 0
            ? Long.toString(bytes)
            : String.format(
                Locale.ROOT, size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f", size);
    return digits + " " + BYTES[unit];
  }

  /** Two units at most: {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
  public static String time(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
    }
    return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
