package io.lookouttrail.scan;

/** Finds its way through a JSON string's bytes, eight at a time. */
final class JsonStringScanner {
  private static final long QUOTES = '"' * Swar.ONES;
  private static final long BACKSLASHES = '\\' * Swar.ONES;
  private static final long SPACES = ' ' * Swar.ONES;

  private JsonStringScanner() {}

  /**
   * The next quote, backslash or control character, of which the last is no part of a string; -1 if
   * there is none.
   */
  static int nextMark(byte[] bytes, int from, int to) {
    int p = from;
    for (int lastWord = to - Long.BYTES; p <= lastWord; p += Long.BYTES) {
      long word = Swar.at(bytes, p);
      // The lowest mark is right; what a borrow makes of others lies above it.
      long found =
          Swar.first(word, QUOTES)
              | Swar.first(word, BACKSLASHES)
              | ((word - SPACES) & ~word & Swar.HIGH);
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
