package io.lookouttrail.cli.errors;

import java.util.regex.Pattern;

/**
 * Masks credentials in text that is printed or stored; messages of the AWS SDK can contain them.
 */
public final class SecretMasking {
  private static final String HIDDEN = "***";

  /**
   * Access keys of users and sessions. The prefix stays, because it shows which of the two it is.
   */
  private static final Pattern ACCESS_KEY = Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{12,}\\b");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:secret[._-]?(?:access[._-]?)?key|session[._-]?token|security[._-]?token"
              + "|access[._-]?key(?:[._-]?id)?|password|x-amz-signature|x-amz-credential)"
              + "['\"]?\\s*[=:]\\s*['\"]?)[^\\s'\",;&)\\]}]+");

  /** {@code s3a://KEY:SECRET@bucket}. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*://)[^/@:\\s]+:[^@\\s]+@");

  private SecretMasking() {}

  /** Replaces every access key, secret and token in the text. */
  public static String mask(String text) {
    String masked = NAMED.matcher(text).replaceAll("$1" + HIDDEN);
    masked = IN_ADDRESS.matcher(masked).replaceAll("$1" + HIDDEN + "@");
    return ACCESS_KEY.matcher(masked).replaceAll("$1" + HIDDEN);
  }
}
