package io.lookouttrail.run;

import java.util.regex.Pattern;

/** Grammar of AWS account ids: twelve digits, with leading zeros. */
public final class AccountId {

  /** The grammar as part of a regular expression, without a group. */
  public static final String REGEX = "[0-9]{12}";

  private static final Pattern PATTERN = Pattern.compile(REGEX);

  private AccountId() {}

  /** Whether the text has the form of an account id. */
  public static boolean isValid(String text) {
    return PATTERN.matcher(text).matches();
  }
}
