package io.lookouttrail.reports.findings.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids of findings: a hash of rule, account and subject, so that a finding has the same id in every
 * month.
 *
 * <p>An id begins with a letter and a hyphen, so that no spreadsheet reads it as a number.
 */
public final class FindingIds {
  private static final Pattern ID = Pattern.compile("F-[0-9a-f]{12}");
  private static final int BYTES = 6;

  private FindingIds() {}

  /** The id of a finding; {@code F-} and 12 hexadecimal digits. */
  public static String of(String rule, Optional<String> accountId, String subject) {
    String key = rule + "\0" + accountId.orElse("") + "\0" + subject;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "F-" + HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether a text has the form of an id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
