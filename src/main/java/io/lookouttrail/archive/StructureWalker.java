package io.lookouttrail.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of a JSON object or array, eight bytes at a time, without reading what is in it.
 *
 * <p>Only quotes, backslashes and the brackets of the value's own kind matter to that, and in most
 * words of a log there is none but quotes, which are merely counted. On the way the walk notes what
 * a search needs to know: where nested objects lie, and where the first backslash is.
 */
final class StructureWalker {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long LOW_SEVEN = ~HIGH;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long LOWER_CASE = 0x20 * ONES;
  private static final long FIVES = 5 * ONES;
  private static final int MAX_SPANS = 64;

  private final int[] spanEdges = new int[2 * MAX_SPANS];
  private int edges;
  private boolean allSpansNoted;
  private int firstBackslash;

  private long startOffset;
  private byte open;
  private long openPattern;
  private long closePattern;
  private byte close;
  private int depth;
  // An odd number of bits: the walk is within a string.
  private long quoteParity;

  /**
   * Moves the buffer from an opening bracket to behind the closing one.
   *
   * @throws BodyFault if the body ends before that
   */
  void walk(BodyBuffer buffer) throws BodyFault {
    open = buffer.bytes[buffer.pos];
    close = (byte) (open + 2);
    startOffset = buffer.offset();
    depth = 1;
    quoteParity = 0;
    openPattern = open * ONES;
    closePattern = close * ONES;
    edges = 0;
    allSpansNoted = true;
    firstBackslash = Integer.MAX_VALUE;
    buffer.pos++;
    while (!walkBuffered(buffer)) {
      if (!buffer.more()) {
        throw BodyFault.of(
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
    while (p <= lastWord) {
      long word = (long) LONG.get(bytes, p);
      // In lower case [ \ ] { } and few others are 0x7b or more, which 5 lifts to the high bit.
      long special = (((word | LOWER_CASE) & LOW_SEVEN) + FIVES) & ~word & HIGH;
      if (special == 0) {
        parity ^= places(word, QUOTES);
        p += Long.BYTES;
      } else {
        quoteParity = parity;
        p = walkWord(buffer, p, word, special);
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
    return ~(((different & LOW_SEVEN) + LOW_SEVEN) | different) & HIGH;
  }

  /** Goes through a word that has more than quotes in it; gives where to go on. */
  private int walkWord(BodyBuffer buffer, int p, long word, long special) {
    if (places(word, BACKSLASHES) != 0) {
      return walkEscapes(buffer, p, places(word, QUOTES), special);
    }
    long quotes = places(word, QUOTES);
    long inString = quotes ^ (quotes << 8);
    inString ^= inString << 16;
    inString ^= inString << 32;
    inString ^= isInString() ? HIGH : 0;
    long opening = places(word, openPattern) & ~inString;
    long closing = places(word, closePattern) & ~inString;
    quoteParity ^= quotes;
    int closed = Long.bitCount(closing);
    if (depth > closed + 1) {
      depth += Long.bitCount(opening) - closed;
      return p + Long.BYTES;
    }
    for (long both = opening | closing; both != 0; both &= both - 1) {
      int at = p + Long.numberOfTrailingZeros(both) / Byte.SIZE;
      if (isEnd(buffer.bytes[at], buffer.offset(at))) {
        return at + 1;
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
      } else if (b == open || b == close) {
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
    if (bracket == open) {
      depth++;
      if (depth == 2) {
        noteEdge(offset);
      }
    } else {
      depth--;
      if (depth == 1) {
        noteEdge(offset);
      }
    }
    return depth == 0;
  }

  private void noteEdge(long offset) {
    if (edges == spanEdges.length) {
      allSpansNoted = false;
    } else {
      spanEdges[edges++] = (int) (offset - startOffset);
    }
  }

  private void noteBackslash(long offset) {
    firstBackslash = (int) Math.min(firstBackslash, offset - startOffset);
  }
}
