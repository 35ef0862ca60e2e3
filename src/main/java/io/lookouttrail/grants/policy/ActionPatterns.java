package io.lookouttrail.grants.policy;

import java.util.List;
import java.util.Locale;

/**
 * Element Action or NotAction of a statement.
 *
 * <p>Source: IAM user guide, "IAM JSON policy elements: Action" and "NotAction". Case does not
 * matter. An asterisk stands for any number of characters, a question mark for one.
 *
 * @param isNegated whether the element is NotAction, which matches all other actions
 */
public record ActionPatterns(List<String> patterns, boolean isNegated) {
  public ActionPatterns {
    patterns = List.copyOf(patterns);
  }

  /** Whether the element matches an action such as {@code lookoutvision:StartModel}. */
  public boolean matches(String action) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, action)) != isNegated;
  }

  /** Whether a pattern matches the whole text, in time proportional to the product of lengths. */
  static boolean matches(String pattern, String text) {
    String glob = pattern.toLowerCase(Locale.ROOT);
    String name = text.toLowerCase(Locale.ROOT);
    int at = 0;
    int next = 0;
    int star = -1;
    int retry = 0;
    while (at < name.length()) {
      if (next < glob.length() && glob.charAt(next) == '*') {
        star = next++;
        retry = at;
      } else if (next < glob.length()
          && (glob.charAt(next) == '?' || glob.charAt(next) == name.charAt(at))) {
        next++;
        at++;
      } else if (star >= 0) {
        next = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    return glob.substring(next).chars().allMatch(c -> c == '*');
  }
}
