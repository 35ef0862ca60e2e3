package io.lookouttrail.grants.policy;

/** Names from files in messages. */
public final class Names {
  /** Longest name in a message, in characters. */
  private static final int LONGEST = 200;

  private Names() {}

  /** The name in one line; an ellipsis replaces what is after 200 characters. */
  public static String shorten(String name) {
    String line = name.replaceAll("\\s+", " ").strip();
    if (line.length() <= LONGEST) {
      return line;
    }
    int codePoints = line.codePointCount(0, LONGEST);
    return line.substring(0, line.offsetByCodePoints(0, codePoints)) + "…";
  }
}
