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
  private static final long HIGH = 0x8080808080808080L;
  private static final long LOW_SEVEN = ~HIGH;
  private static final long QUOTES = 0x2222222222222222L;
  private static final long LOWER_CASE = 0x2020202020202020L;
  private static final long FIVES = 0x0505050505050505L;
  private static final int MAX_SPANS = 64;

  private final int[] spanEdges = new int[2 * MAX_SPANS];
  private int edges;
  private boolean allSpansNoted;
  private int firstBackslash;

  private long startOffset;
  private byte open;
  private byte close;
  private int depth;
  // Only its lowest bit counts: whether the walk is within a string.
  private int quotes;

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
    quotes = 0;
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
    int seen = quotes;
    while (p <= lastWord) {
      long word = (long) LONG.get(bytes, p);
      long noQuote = word ^ QUOTES;
      long quoteBits = ~(((noQuote & LOW_SEVEN) + LOW_SEVEN) | noQuote) & HIGH;
      // In lower case [ \ ] { } and few others are 0x7b or more, which 5 lifts to the high bit.
      long specialBits = (((word | LOWER_CASE) & LOW_SEVEN) + FIVES) & ~word & HIGH;
      if (specialBits == 0) {
        seen += Long.bitCount(quoteBits);
        p += Long.BYTES;
      } else {
        quotes = seen;
        p = walkWord(buffer, p, quoteBits, specialBits);
        if (depth == 0) {
          buffer.pos = p;
          return true;
        }
        seen = quotes;
      }
    }
    quotes = seen;
    buffer.pos = p;
    return walkTail(buffer);
  }

  /** Goes through a word that has more than quotes in it; gives where to go on. */
  private int walkWord(BodyBuffer buffer, int p, long allQuotes, long allSpecials) {
    long quoteBits = allQuotes;
    long specialBits = allSpecials;
    int passOver = 0;
    while (specialBits != 0) {
      int bit = Long.numberOfTrailingZeros(specialBits);
      specialBits &= specialBits - 1;
      int at = p + bit / Byte.SIZE;
      byte b = buffer.bytes[at];
      if (b == '\\') {
        noteBackslash(buffer.offset(at));
        if (bit == Long.SIZE - 1) {
          passOver = 1;
        } else {
          long escaped = 1L << (bit + Byte.SIZE);
          quoteBits &= ~escaped;
          specialBits &= ~escaped;
        }
      } else if (b == open || b == close) {
        int before = Long.bitCount(quoteBits & ((1L << bit) - 1));
        if (((quotes + before) & 1) == 0 && isEnd(b, buffer.offset(at))) {
          return at + 1;
        }
      }
    }
    quotes += Long.bitCount(quoteBits);
    return p + Long.BYTES + passOver;
  }

  /** The last bytes before the buffer's end, fewer than a word. */
  private boolean walkTail(BodyBuffer buffer) {
    while (buffer.pos < buffer.limit) {
      int at = buffer.pos++;
      byte b = buffer.bytes[at];
      if (b == '"') {
        quotes++;
      } else if (b == '\\') {
        noteBackslash(buffer.offset(at));
        buffer.pos++;
      } else if ((b == open || b == close) && (quotes & 1) == 0 && isEnd(b, buffer.offset(at))) {
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
