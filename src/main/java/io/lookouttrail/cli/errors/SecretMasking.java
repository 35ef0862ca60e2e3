package io.lookouttrail.cli.errors;

import java.util.regex.Pattern;

/** Takes credentials out of text that is printed or stored; errors of the AWS SDK quote some. */
public final class SecretMasking {
  private static final String HIDDEN = "***";

  /** Access keys of users and of sessions; the prefix stays, it tells which of the two it was. */
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

  /** The text with every access key, secret and token replaced. */
  public static String mask(String text) {
    String masked = NAMED.matcher(text).replaceAll("$1" + HIDDEN);
    masked = IN_ADDRESS.matcher(masked).replaceAll("$1" + HIDDEN + "@");
    return ACCESS_KEY.matcher(masked).replaceAll("$1" + HIDDEN);
  }
}
