package io.lookouttrail.run;

import java.util.regex.Pattern;

/**
 * Grammar of the names of AWS Regions, such as {@code eu-central-1}, {@code us-gov-west-1} and
 * {@code eusc-de-east-1}. There is no list of Regions: AWS opens new ones.
 */
public final class RegionName {

  /** The grammar as part of a regular expression, without a capturing group. */
  public static final String REGEX = "[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}";

  private static final Pattern PATTERN = Pattern.compile(REGEX);

  private RegionName() {}

  /** Whether the text has the form of a Region's name. */
  public static boolean isValid(String text) {
    return PATTERN.matcher(text).matches();
  }
}
