package io.lookouttrail.cli.options;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the words of the command line to values; each refusal shows how it is written right. */
public final class OptionConverters {
  private OptionConverters() {}

  /** A local path or a Hadoop URI, without a slash at its end. */
  public static final class Location implements ITypeConverter<String> {
    private static final Pattern WITH_LOGIN = Pattern.compile("[a-zA-Z0-9]+://[^/@]*:[^/]*@.*");

    @Override
    public String convert(String text) {
      if (text.isBlank()) {
        throw new TypeConversionException(
            "it is empty; give a local path or a URI such as s3a://bucket/prefix");
      }
      String trimmed = text.strip();
      if (WITH_LOGIN.matcher(trimmed).matches()) {
        throw new TypeConversionException(
            "it holds credentials, which any list of processes shows; set AWS_PROFILE or the AWS_*"
                + " variables instead");
      }
      boolean isRoot = trimmed.endsWith("://") || trimmed.endsWith(":///");
      return isRoot || trimmed.matches("/+") ? trimmed : trimmed.replaceAll("/+$", "");
    }
  }

  /** A day, {@code 2025-09-01}. */
  static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + text + "' is no date; write it as 2025-09-01");
      }
    }
  }

  /** A length of time: {@code 30s}, {@code 10m}, {@code 2h}, {@code 1d} or ISO's {@code PT5M}. */
  static final class Time implements ITypeConverter<Duration> {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(s|m|h|d)");

    @Override
    public Duration convert(String text) {
      String lower = text.strip().toLowerCase(Locale.ROOT);
      Matcher matcher = SHORT.matcher(lower);
      try {
        Duration time =
            matcher.matches()
                ? Duration.parse(
                    matcher.group(2).equals("d")
                        ? "P" + matcher.group(1) + "D"
                        : "PT" + matcher.group(1) + matcher.group(2))
                : Duration.parse(lower);
        if (!time.isNegative()) {
          return time;
        }
      } catch (DateTimeParseException e) {
        // Said below, as for a negative one.
      }
      throw new TypeConversionException(
          "'" + text + "' is no length of time; write it as 30s, 10m, 2h or PT5M");
    }
  }

  /** A number of bytes: {@code 4GiB}, {@code 500MB}, {@code 64k}, or a bare number. */
  public static final class Size implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})\\s*([kmgt]?)(i?)(b?)");

    @Override
    public Long convert(String text) {
      Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
      if (matcher.matches()) {
        // A lone letter means what it means to Java and Spark: 1024.
        boolean decimal = matcher.group(3).isEmpty() && !matcher.group(4).isEmpty();
        int power = "kmgt".indexOf(matcher.group(2)) + (matcher.group(2).isEmpty() ? 0 : 1);
        try {
          long bytes = Long.parseLong(matcher.group(1));
          for (int i = 0; i < power; i++) {
            bytes = Math.multiplyExact(bytes, decimal ? 1000 : 1024);
          }
          if (bytes > 0) {
            return bytes;
          }
        } catch (ArithmeticException e) {
          // Said below: more than 8 EiB is no size of anything here.
        }
      }
      throw new TypeConversionException(
          "'" + text + "' is no size; write it as 4GiB, 500MB or a number of bytes");
    }
  }

  /** A price, in any currency: {@code 4}, {@code 3.50}. */
  static final class Price implements ITypeConverter<BigDecimal> {
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    @Override
    public BigDecimal convert(String text) {
      if (!PRICE.matcher(text.strip()).matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no price; write it as 4 or 3.50, without a currency");
      }
      return new BigDecimal(text.strip());
    }
  }

  /** The exit code for findings. */
  static final class FindingsCode implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.equals("0") && !text.equals("3")) {
        throw new TypeConversionException("'" + text + "' is neither 0 nor 3");
      }
      return Integer.valueOf(text);
    }
  }
}
