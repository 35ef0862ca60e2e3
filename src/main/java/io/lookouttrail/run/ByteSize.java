package io.lookouttrail.run;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Grammar of sizes, the same for every option: {@code 900}, {@code 1.5kB}, {@code 500MB}, {@code
 * 500M}, {@code 4GiB}.
 *
 * <p>kB, MB, GB and TB are powers of 1000; KiB, MiB, GiB and TiB are powers of 1024, and so are the
 * letters K, M, G and T alone, as in Java's and Spark's settings. Case does not matter.
 */
public final class ByteSize {

  /** Short description of the grammar, for help texts. */
  public static final String HELP = "500MB (1000s), 500M or 500MiB (1024s), or a number of bytes";

  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?)\\s*(?:([kmgt])(i?))?(b?)");
  private static final String PREFIXES = "kmgt";
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private ByteSize() {}

  /**
   * Parses a size.
   *
   * @return bytes, at least 1; a fraction of a byte is cut off
   * @throws IllegalArgumentException if the text is not a size; the message shows the grammar
   */
  public static long parse(String text) {
    Matcher parts = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (parts.matches()) {
      BigDecimal bytes = new BigDecimal(parts.group(1)).multiply(unit(parts));
      if (bytes.compareTo(BigDecimal.ONE) >= 0 && bytes.compareTo(MAX) <= 0) {
        return bytes.longValue();
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a size; write it as 4GiB, 500MB, 500M or a number of bytes");
  }

  private static BigDecimal unit(Matcher parts) {
    @Nullable String prefix = parts.group(2);
    if (prefix == null) {
      return BigDecimal.ONE;
    }
    boolean decimal = parts.group(3).isEmpty() && !parts.group(4).isEmpty();
    return BigDecimal.valueOf(decimal ? 1000 : 1024).pow(PREFIXES.indexOf(prefix) + 1);
  }
}
