package io.lookouttrail.scan;

/** Finds its way through a JSON string's bytes, eight at a time. */
final class PlainStrings {
  private static final long QUOTES = '"' * Words.ONES;
  private static final long BACKSLASHES = '\\' * Words.ONES;
  private static final long SPACES = ' ' * Words.ONES;

  private PlainStrings() {}

  /**
   * The next quote, backslash or control character, of which the last is no part of a string; -1 if
   * there is none.
   */
  static int nextMark(byte[] bytes, int from, int to) {
    int p = from;
    for (int lastWord = to - Long.BYTES; p <= lastWord; p += Long.BYTES) {
      long word = Words.at(bytes, p);
      // The lowest mark is right; what a borrow makes of others lies above it.
      long found =
          Words.first(word, QUOTES)
              | Words.first(word, BACKSLASHES)
              | ((word - SPACES) & ~word & Words.HIGH);
      if (found != 0) {
        return p + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (p < to) {
      byte b = bytes[p];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        return p;
      }
      p++;
    }
    return -1;
  }

  /** Where the text goes on behind an escape; -1 if it is none. */
  static int behindEscape(byte[] bytes, int backslash, int to) {
    int p = backslash + 1;
    if (p < to && "\"\\/bfnrt".indexOf(bytes[p]) >= 0) {
      return p + 1;
    }
    boolean hex = p + 4 < to && bytes[p] == 'u';
    for (int i = 1; hex && i <= 4; i++) {
      byte digit = bytes[p + i];
      hex = digit >= 0 && Character.digit(digit, 16) >= 0;
    }
    return hex ? p + 5 : -1;
  }
}
