package io.lookouttrail.cli.options;

import io.lookouttrail.run.ByteSize;
import io.lookouttrail.run.Durations;
import io.lookouttrail.run.Period;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters from the words of the command line to values. Their messages show the right form. */
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
            "it has credentials in it, which any list of processes shows; set AWS_PROFILE or the"
                + " AWS_* variables instead");
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
        throw new TypeConversionException("'" + text + "' is not a date; write it as 2025-09-01");
      }
    }
  }

  /** A duration; the grammar is {@link Durations}'s. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Durations.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** A number of bytes; the grammar is {@link ByteSize}'s. */
  public static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return ByteSize.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** A price, in any currency: {@code 4}, {@code 3.50}. */
  static final class Price implements ITypeConverter<BigDecimal> {
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    @Override
    public BigDecimal convert(String text) {
      if (!PRICE.matcher(text.strip()).matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a price; write it as 4 or 3.50, without a currency");
      }
      return new BigDecimal(text.strip());
    }
  }

  /** A month or a period, as a report's folder is named: {@code 2024-07_2024-09}. */
  static final class OtherPeriod implements ITypeConverter<Period> {
    @Override
    public Period convert(String text) {
      try {
        return Period.parse(text.strip());
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a month or a period; write it as 2024-09 or 2024-07_2024-09");
      }
    }
  }

  /** The address of a server that speaks HTTP. */
  static final class HttpUrl implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      URI uri;
      try {
        uri = new URI(text.strip());
      } catch (URISyntaxException e) {
        throw new TypeConversionException("'" + text + "' is not a URL");
      }
      if (!List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          || uri.getHost() == null) {
        throw new TypeConversionException(
            "'" + text + "' is not a URL; write it as http://HOST/PATH");
      }
      if (uri.getUserInfo() != null) {
        throw new TypeConversionException(
            "it has credentials in it, which any list of processes shows");
      }
      return uri;
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
