package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;

/**
 * Scanner that finds the end of a JSON object or array, eight bytes at a time, without parsing it.
 *
 * <p>Only quotes, backslashes and the brackets of the value's own kind count. Most words of a log
 * file have no such byte except quotes, whose number is enough. The scanner also records what
 * {@link EventSourceMatcher} needs: the spans of nested objects and the first backslash.
 */
final class JsonStructureScanner {
  private static final long LOW_SEVEN = ~Swar.HIGH;
  private static final long QUOTES = '"' * Swar.ONES;
  private static final long BACKSLASHES = '\\' * Swar.ONES;
  private static final long FIVES = 5 * Swar.ONES;
  private static final int MAX_SPANS = 64;

  // One element more than is used: an edge is written first and counted afterwards.
  private final int[] spanEdges = new int[2 * MAX_SPANS + 1];
  private int edges;
  private boolean allSpansRecorded;
  private int firstBackslash;

  private long startOffset;
  private byte open;
  private byte close;
  private long openPattern;
  private long closePattern;
  private int depth;
  // An odd number of set bits: the position is within a string.
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
    allSpansRecorded = true;
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

  /** Returns whether the spans of all nested objects were recorded: {@link #isNested} is exact. */
  boolean hasAllSpans() {
    return allSpansRecorded;
  }

  /** Returns whether an offset from the object's beginning is within a nested object. */
  boolean isNested(int offset) {
    for (int i = 0; i < edges && spanEdges[i] < offset; i += 2) {
      if (i + 1 == edges || offset < spanEdges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private boolean scanBuffered(BodyBuffer buffer) {
    byte[] bytes = buffer.bytes;
    int lastWord = buffer.limit - Long.BYTES;
    int p = buffer.pos;
    long parity = quoteParity;
    boolean braces = open == '{';
    while (p <= lastWord) {
      long word = Swar.load(bytes, p);
      long quotes = allMatches(word, QUOTES);
      long special = (braces ? bracesOrAbove(word) : brackets(word)) | anyBackslash(word);
      if (special == 0) {
        parity ^= quotes;
        p += Long.BYTES;
      } else {
        quoteParity = parity;
        p = scanWord(buffer, p, word, quotes);
        if (depth == 0) {
          buffer.pos = p;
          return true;
        }
        parity = quoteParity;
      }
    }
    quoteParity = parity;
    buffer.pos = p;
    return scanTail(buffer);
  }

  /** Returns the high bit of each byte that equals the repeated byte of the pattern. */
  private static long allMatches(long word, long pattern) {
    long different = word ^ pattern;
    return ~(((different & LOW_SEVEN) + LOW_SEVEN) | different) & Swar.HIGH;
  }

  /**
   * Returns non-zero if a byte is a brace or one of the few ASCII characters above: adding 5 to
   * 0x7b sets the high bit.
   */
  private static long bracesOrAbove(long word) {
    return ((word & LOW_SEVEN) + FIVES) & ~word & Swar.HIGH;
  }

  /** Returns non-zero if a byte is a backslash; the bits do not give its place. */
  private static long anyBackslash(long word) {
    return Swar.firstMatch(word, BACKSLASHES);
  }

  private long brackets(long word) {
    return allMatches(word, openPattern) | allMatches(word, closePattern);
  }

  /** Scans a word that has more than quotes; returns the index of the next byte to scan. */
  private int scanWord(BodyBuffer buffer, int p, long word, long quotes) {
    if (anyBackslash(word) != 0) {
      return scanEscapes(buffer, p, quotes, allMatches(word, BACKSLASHES) | brackets(word));
    }
    long inString = quotes ^ (quotes << 8);
    inString ^= inString << 16;
    inString ^= inString << 32;
    inString ^= isInString() ? Swar.HIGH : 0;
    quoteParity ^= quotes;
    long opening = allMatches(word, openPattern) & ~inString;
    long both = opening | (allMatches(word, closePattern) & ~inString);
    int place = (int) (buffer.offset(p) - startOffset);
    while (both != 0) {
      int bit = Long.numberOfTrailingZeros(both);
      both &= both - 1;
      if (recordBracket((int) (opening >>> bit) & 1, place + bit / Byte.SIZE)) {
        return p + bit / Byte.SIZE + 1;
      }
    }
    return p + Long.BYTES;
  }

  /** Scans a word with backslashes, one special byte at a time. */
  private int scanEscapes(BodyBuffer buffer, int p, long allQuotes, long allSpecial) {
    long quotes = allQuotes;
    long special = allSpecial;
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
        quoteParity ^= 1;
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

  private boolean recordBracket(byte bracket, long offset) {
    return recordBracket(bracket == open ? 1 : 0, (int) (offset - startOffset));
  }

  /**
   * Records a bracket and returns whether it ends the value.
   *
   * <p>The code has no branch on the kind of bracket: the processor cannot predict it, and a wrong
   * prediction costs more than the rest.
   *
   * @param opens 1 for an opening bracket, 0 for a closing one
   */
  private boolean recordBracket(int opens, int offset) {
    int outside = depth - 1 + opens;
    depth = outside + opens;
    spanEdges[edges] = offset;
    edges += outside == 1 ? 1 : 0;
    if (edges == spanEdges.length) {
      edges--;
      allSpansRecorded = false;
    }
    return depth == 0;
  }

  private void recordBackslash(long offset) {
    firstBackslash = (int) Math.min(firstBackslash, offset - startOffset);
  }
}
