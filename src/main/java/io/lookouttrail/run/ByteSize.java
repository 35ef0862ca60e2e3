package io.lookouttrail.run;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as people write them: {@code 10GB}, {@code 500MB}, {@code 4GiB}, {@code 1.5kB}, {@code
 * 900}.
 */
public final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "tb",
          1_000_000_000_000L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30,
          "tib",
          1L << 40);

  private ByteSize() {}

  /**
   * Bytes of a written size; kB, MB, GB, TB are powers of 1000, KiB, MiB, GiB, TiB of 1024.
   *
   * @throws UserError where it is not a size
   */
  public static long parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    Long unit = form.matches() ? UNITS.get(form.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw UserError.usage(
          "read the size '" + text + "'",
          "it is not a number with a unit",
          "Write it as 900, 500MB, 10GB or 4GiB.");
    }
    BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw UserError.usage("read the size '" + text + "'", "it is too large", "Name less.");
    }
    return bytes.longValue();
  }
}
