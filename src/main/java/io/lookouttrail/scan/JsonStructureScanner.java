package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;

/**
 * Finds the end of a JSON object or array, eight bytes at a time, without reading what is in it.
 *
 * <p>Only quotes, backslashes and the brackets of the value's own kind matter to that, and in most
 * words of a log there is none but quotes, which are merely counted. On the way the walk notes what
 * a search needs to know: where nested objects lie, and where the first backslash is.
 */
final class JsonStructureScanner {
  private static final long LOW_SEVEN = ~Swar.HIGH;
  private static final long QUOTES = '"' * Swar.ONES;
  private static final long BACKSLASHES = '\\' * Swar.ONES;
  private static final long FIVES = 5 * Swar.ONES;
  private static final int MAX_SPANS = 64;

  // One place more than is noted: an edge is written first, and then counted or not.
  private final int[] spanEdges = new int[2 * MAX_SPANS + 1];
  private int edges;
  private boolean allSpansNoted;
  private int firstBackslash;

  private long startOffset;
  private byte open;
  private byte close;
  private long openPattern;
  private long closePattern;
  private int depth;
  // An odd number of bits: the walk is within a string.
  private long quoteParity;

  /**
   * Moves the buffer from an opening bracket to behind the closing one.
   *
   * @throws BodyException if the body ends before that
   */
  void walk(BodyBuffer buffer) throws BodyException {
    open = buffer.bytes[buffer.pos];
    close = (byte) (open + 2);
    startOffset = buffer.offset();
    depth = 1;
    quoteParity = 0;
    openPattern = open * Swar.ONES;
    closePattern = close * Swar.ONES;
    edges = 0;
    allSpansNoted = true;
    firstBackslash = Integer.MAX_VALUE;
    buffer.pos++;
    while (!walkBuffered(buffer)) {
      if (!buffer.more()) {
        throw BodyException.of(
            Problem.Kind.NOT_JSON,
            "the text ends within the value that begins at byte " + startOffset);
      }
    }
  }

  /** How far behind its beginning the value has its first backslash; a huge number if nowhere. */
  int firstBackslash() {
    return firstBackslash;
  }

  /** Whether {@link #isNested} knows of all that is nested. */
  boolean hasAllSpansNoted() {
    return allSpansNoted;
  }

  /** Whether the place, counted from the object's beginning, lies in an object within it. */
  boolean isNested(int place) {
    for (int i = 0; i < edges && spanEdges[i] < place; i += 2) {
      if (i + 1 == edges || place < spanEdges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private boolean walkBuffered(BodyBuffer buffer) {
    byte[] bytes = buffer.bytes;
    int lastWord = buffer.limit - Long.BYTES;
    int p = buffer.pos;
    long parity = quoteParity;
    boolean braces = open == '{';
    while (p <= lastWord) {
      long word = Swar.at(bytes, p);
      long quotes = places(word, QUOTES);
      long special = (braces ? fromBraceOn(word) : brackets(word)) | backslashes(word);
      if (special == 0) {
        parity ^= quotes;
        p += Long.BYTES;
      } else {
        quoteParity = parity;
        p = walkWord(buffer, p, word, quotes);
        if (depth == 0) {
          buffer.pos = p;
          return true;
        }
        parity = quoteParity;
      }
    }
    quoteParity = parity;
    buffer.pos = p;
    return walkTail(buffer);
  }

  /** The high bit of each byte that is the one which the pattern repeats. */
  private static long places(long word, long pattern) {
    long different = word ^ pattern;
    return ~(((different & LOW_SEVEN) + LOW_SEVEN) | different) & Swar.HIGH;
  }

  /** Whether there is a brace, or a byte that is one of the few behind: 5 lifts them to 0x80. */
  private static long fromBraceOn(long word) {
    return ((word & LOW_SEVEN) + FIVES) & ~word & Swar.HIGH;
  }

  /** Whether there is a backslash; not where. */
  private static long backslashes(long word) {
    return Swar.first(word, BACKSLASHES);
  }

  private long brackets(long word) {
    return places(word, openPattern) | places(word, closePattern);
  }

  /** Goes through a word that has more than quotes in it; gives where to go on. */
  private int walkWord(BodyBuffer buffer, int p, long word, long quotes) {
    if (backslashes(word) != 0) {
      return walkEscapes(buffer, p, quotes, places(word, BACKSLASHES) | brackets(word));
    }
    long inString = quotes ^ (quotes << 8);
    inString ^= inString << 16;
    inString ^= inString << 32;
    inString ^= isInString() ? Swar.HIGH : 0;
    quoteParity ^= quotes;
    long opening = places(word, openPattern) & ~inString;
    long both = opening | (places(word, closePattern) & ~inString);
    int place = (int) (buffer.offset(p) - startOffset);
    while (both != 0) {
      int bit = Long.numberOfTrailingZeros(both);
      both &= both - 1;
      if (isEnd((int) (opening >>> bit) & 1, place + bit / Byte.SIZE)) {
        return p + bit / Byte.SIZE + 1;
      }
    }
    return p + Long.BYTES;
  }

  /** Goes through a word that has backslashes in it, mark by mark. */
  private int walkEscapes(BodyBuffer buffer, int p, long allQuotes, long allSpecial) {
    long quotes = allQuotes;
    long special = allSpecial;
    int passOver = 0;
    while (special != 0) {
      int bit = Long.numberOfTrailingZeros(special);
      special &= special - 1;
      int at = p + bit / Byte.SIZE;
      byte b = buffer.bytes[at];
      if (b == '\\') {
        noteBackslash(buffer.offset(at));
        if (bit == Long.SIZE - 1) {
          passOver = 1;
        } else {
          long escaped = 1L << (bit + Byte.SIZE);
          quotes &= ~escaped;
          special &= ~escaped;
        }
      } else {
        boolean odd = (Long.bitCount(quotes & ((1L << bit) - 1)) & 1) != 0;
        if (odd == isInString() && isEnd(b, buffer.offset(at))) {
          return at + 1;
        }
      }
    }
    quoteParity ^= quotes;
    return p + Long.BYTES + passOver;
  }

  private boolean isInString() {
    return (Long.bitCount(quoteParity) & 1) != 0;
  }

  /** The last bytes before the buffer's end, fewer than a word. */
  private boolean walkTail(BodyBuffer buffer) {
    while (buffer.pos < buffer.limit) {
      int at = buffer.pos++;
      byte b = buffer.bytes[at];
      if (b == '"') {
        quoteParity ^= 1;
      } else if (b == '\\') {
        noteBackslash(buffer.offset(at));
        buffer.pos++;
      } else if ((b == open || b == close) && !isInString() && isEnd(b, buffer.offset(at))) {
        return true;
      }
    }
    return false;
  }

  private boolean isEnd(byte bracket, long offset) {
    return isEnd(bracket == open ? 1 : 0, (int) (offset - startOffset));
  }

  /**
   * Notes a bracket without asking what it is: that could not be foreseen, and costs more than all
   * else that is done for it.
   *
   * @param opens 1 for an opening one, 0 for a closing one
   */
  private boolean isEnd(int opens, int place) {
    int outside = depth - 1 + opens;
    depth = outside + opens;
    spanEdges[edges] = place;
    edges += outside == 1 ? 1 : 0;
    if (edges == spanEdges.length) {
      edges--;
      allSpansNoted = false;
    }
    return depth == 0;
  }

  private void noteBackslash(long offset) {
    firstBackslash = (int) Math.min(firstBackslash, offset - startOffset);
  }
}
