package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;

/**
 * Scanner that finds the end of a JSON object or array, eight bytes at a time, without parsing it.
 *
 * <p>Only quotes, backslashes and the brackets of the value's own kind count. Most words of a log
 * file have no such byte except quotes, whose number is enough. In a word with brackets their
 * number is enough too, unless the value may end there. The scanner also records what {@link
 * EventSourceMatcher} needs: where nested objects begin and end, and the first backslash.
 */
final class JsonStructureScanner {
  /** Bytes of a value in which nesting is recorded; CloudTrail writes the source before that. */
  static final int NESTING_BYTES = 16 << 10;

  private static final long QUOTES = '"' * Swar.ONES;
  private static final long BACKSLASHES = '\\' * Swar.ONES;
  private static final long LOW_SEVEN = ~Swar.HIGH;
  // Without the bit that distinguishes [\] from {|}.
  private static final long NO_CASE = 0x5f * Swar.ONES;
  private static final long BRACKET_TO_HIGH = (0x80 - '[') * Swar.ONES;
  private static final long FIRST_BYTE = 0x80;

  // One element more than is used: an edge is written first and counted afterwards.
  private final int[] nestingEdges = new int[NESTING_BYTES + 1];
  private int edges;
  private int firstBackslash;

  private long startOffset;
  private byte open;
  private byte close;
  private long openPattern;
  private long closePattern;
  private int depth;
  // An odd number of set high bits: the position is within a string.
  private long quoteParity;

  /**
   * Moves the buffer from an opening bracket to the byte after the closing one.
   *
   * @throws BodyException if the text ends before the closing bracket
   */
  void skipValue(BodyBuffer buffer) throws BodyException {
    open = buffer.bytes[buffer.pos];
    close = (byte) (open + 2);
    startOffset = buffer.offset();
    depth = 1;
    quoteParity = 0;
    openPattern = open * Swar.ONES;
    closePattern = close * Swar.ONES;
    edges = 0;
    firstBackslash = Integer.MAX_VALUE;
    buffer.pos++;
    while (!scanBuffered(buffer)) {
      if (!buffer.fill()) {
        throw BodyException.of(
            Problem.Kind.NOT_JSON,
            "the text ends within the value that begins at byte " + startOffset);
      }
    }
  }

  /**
   * Returns the offset of the first backslash from the value's beginning; {@link Integer#MAX_VALUE}
   * without one.
   */
  int firstBackslash() {
    return firstBackslash;
  }

  /**
   * Returns whether a string of eight or more bytes without brackets is within a nested object.
   *
   * @param offset of the string from the value's beginning, below {@link #NESTING_BYTES}
   */
  boolean isNested(int offset) {
    boolean nested = false;
    for (int i = 0; i < edges && nestingEdges[i] <= offset; i++) {
      nested = !nested;
    }
    return nested;
  }

  private boolean scanBuffered(BodyBuffer buffer) {
    byte[] bytes = buffer.bytes;
    int lastWord = buffer.limit - Long.BYTES;
    int p = buffer.pos;
    while (p <= lastWord) {
      long parity = quoteParity;
      long word = 0;
      for (; p <= lastWord; p += Long.BYTES) {
        word = Swar.load(bytes, p);
        if (bracketsAndOthers(word) != 0) {
          break;
        }
        parity ^= asciiMatches(word, QUOTES);
      }
      quoteParity = parity & Swar.HIGH;
      if (p <= lastWord) {
        p = scanWord(buffer, p, word);
        if (depth == 0) {
          buffer.pos = p;
          return true;
        }
      }
    }
    buffer.pos = p;
    return scanTail(buffer);
  }

  /**
   * Returns 0 only if no byte is a bracket, a brace, a backslash or not ASCII.
   *
   * <p>Without one bit these are from 0x5b on: adding 0x25 sets the high bit. It does so for a few
   * other characters too. The underscore is frequent; to except it costs more than to scan its
   * word.
   */
  private static long bracketsAndOthers(long word) {
    return (((word & NO_CASE) + BRACKET_TO_HIGH) | word) & Swar.HIGH;
  }

  /**
   * Sets the high bit of each byte that equals the repeated byte of the pattern, if the word is
   * ASCII. The other bits have no meaning.
   */
  private static long asciiMatches(long word, long pattern) {
    return Swar.HIGH - (word ^ pattern);
  }

  /** Returns the high bit of each byte that equals the repeated byte of the pattern. */
  private static long allMatches(long word, long pattern) {
    long different = word ^ pattern;
    return ~(((different & LOW_SEVEN) + LOW_SEVEN) | different) & Swar.HIGH;
  }

  /**
   * Scans a word that has more than quotes; returns the index of the next byte to scan.
   *
   * <p>The code has no branch on the kind, number and place of the brackets: the processor cannot
   * predict it, and a wrong prediction costs more than the rest.
   */
  private int scanWord(BodyBuffer buffer, int p, long word) {
    if ((Swar.firstMatch(word, BACKSLASHES) | (word & Swar.HIGH)) != 0) {
      return scanBytes(buffer, p, word);
    }
    long quotes = asciiMatches(word, QUOTES) & Swar.HIGH;
    // The product has in each byte the number of quotes up to there.
    long inString =
        ((quotes >>> 7) * Swar.ONES + (Long.bitCount(quoteParity) & 1) * Swar.ONES) << 7;
    long outside = ~inString & Swar.HIGH;
    int opened = Long.bitCount(asciiMatches(word, openPattern) & outside);
    int closed = Long.bitCount(asciiMatches(word, closePattern) & outside);
    if (closed >= depth) {
      return scanBytes(buffer, p, word);
    }
    recordNesting(depth, depth + opened - closed, buffer.offset(p) - startOffset);
    depth += opened - closed;
    quoteParity ^= quotes;
    return p + Long.BYTES;
  }

  /** Scans a word one special byte at a time; it may have backslashes, or end the value. */
  private int scanBytes(BodyBuffer buffer, int p, long word) {
    long quotes = allMatches(word, QUOTES);
    long special =
        allMatches(word, BACKSLASHES)
            | allMatches(word, openPattern)
            | allMatches(word, closePattern);
    int skipped = 0;
    while (special != 0) {
      int bit = Long.numberOfTrailingZeros(special);
      special &= special - 1;
      int at = p + bit / Byte.SIZE;
      byte b = buffer.bytes[at];
      if (b == '\\') {
        recordBackslash(buffer.offset(at));
        if (bit == Long.SIZE - 1) {
          skipped = 1;
        } else {
          long escaped = 1L << (bit + Byte.SIZE);
          quotes &= ~escaped;
          special &= ~escaped;
        }
      } else {
        boolean odd = (Long.bitCount(quotes & ((1L << bit) - 1)) & 1) != 0;
        if (odd == isInString() && recordBracket(b, buffer.offset(at))) {
          return at + 1;
        }
      }
    }
    quoteParity ^= quotes;
    return p + Long.BYTES + skipped;
  }

  private boolean isInString() {
    return (Long.bitCount(quoteParity) & 1) != 0;
  }

  /** Scans the last bytes of the buffer, fewer than a word. */
  private boolean scanTail(BodyBuffer buffer) {
    while (buffer.pos < buffer.limit) {
      int at = buffer.pos++;
      byte b = buffer.bytes[at];
      if (b == '"') {
        quoteParity ^= FIRST_BYTE;
      } else if (b == '\\') {
        recordBackslash(buffer.offset(at));
        buffer.pos++;
      } else if ((b == open || b == close)
          && !isInString()
          && recordBracket(b, buffer.offset(at))) {
        return true;
      }
    }
    return false;
  }

  /** Records a bracket and returns whether it ends the value. */
  private boolean recordBracket(byte bracket, long offset) {
    int after = depth + (bracket == open ? 1 : -1);
    recordNesting(depth, after, offset - startOffset);
    depth = after;
    return depth == 0;
  }

  private void recordNesting(int before, int after, long place) {
    if (place < NESTING_BYTES) {
      nestingEdges[edges] = (int) place;
      edges += (before > 1) == (after > 1) ? 0 : 1;
    }
  }

  private void recordBackslash(long offset) {
    firstBackslash = (int) Math.min(firstBackslash, offset - startOffset);
  }
}
