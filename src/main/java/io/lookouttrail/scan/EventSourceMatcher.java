package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Matcher that decides from a record's bytes whether its source is wanted, without parsing it.
 *
 * <p>The first {@code "eventSource"} on the record's own level decides. The decision is {@link
 * Decision#UNDECIDED} if there is no such key, if its value is not a string without escapes, or if
 * an escape before it could spell the key.
 */
final class EventSourceMatcher {
  enum Decision {
    WANTED,
    OTHER,
    UNDECIDED
  }

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] KEY = "\"eventSource\"".getBytes(StandardCharsets.US_ASCII);

  // A search at every eighth byte meets exactly one of eight four-byte pieces of the key, at any
  // start of the key. The pieces begin at its third byte, because many keys begin with `"eve`.
  private static final int STRIDE = 8;
  private static final int FIRST_PIECE = 2;
  private static final int SLOT_BITS = 5;
  private static final int HASH_FACTOR = perfectHashFactor();
  private static final int[] PIECES = new int[1 << SLOT_BITS];
  private static final int[] PIECE_OFFSETS = new int[1 << SLOT_BITS];

  static {
    for (int i = 0; i < STRIDE; i++) {
      int piece = (int) INT.get(KEY, FIRST_PIECE + i);
      PIECES[slot(piece, HASH_FACTOR)] = piece;
      PIECE_OFFSETS[slot(piece, HASH_FACTOR)] = FIRST_PIECE + i;
    }
  }

  private final byte[][] wanted;
  private final boolean wantedNeedNoEscape;

  EventSourceMatcher(Set<String> eventSources) {
    wanted =
        eventSources.stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    wantedNeedNoEscape = eventSources.stream().allMatch(name -> name.matches("[A-Za-z0-9._-]+"));
  }

  /**
   * Decides on the object between two indices.
   *
   * @param structure the scanner that has just skipped this object
   */
  Decision match(byte[] bytes, int from, int to, JsonStructureScanner structure) {
    if (!wantedNeedNoEscape) {
      return Decision.UNDECIDED;
    }
    int last = Math.min(to, from + JsonStructureScanner.NESTING_BYTES) - Integer.BYTES;
    for (int p = from; p <= last; p += STRIDE) {
      int piece = (int) INT.get(bytes, p);
      int slot = slot(piece, HASH_FACTOR);
      if (PIECES[slot] == piece) {
        int key = p - PIECE_OFFSETS[slot];
        if (key > from && key + KEY.length < to && isKey(bytes, key)) {
          int value = valueStart(bytes, key + KEY.length, to);
          if (value > 0 && !structure.isNested(key - from)) {
            return mayHaveEscapedKey(bytes, from + structure.firstBackslash(), key)
                ? Decision.UNDECIDED
                : compare(bytes, value, to);
          }
        }
      }
    }
    return Decision.UNDECIDED;
  }

  private static boolean isKey(byte[] bytes, int at) {
    for (int i = 0; i < KEY.length; i++) {
      if (bytes[at + i] != KEY[i]) {
        return false;
      }
    }
    // After a backslash it is the end of a longer key.
    return bytes[at - 1] != '\\';
  }

  /** Returns the index of the value after a key; 0 if no colon follows: then it is not a key. */
  private static int valueStart(byte[] bytes, int afterKey, int to) {
    int p = skipWhitespace(bytes, afterKey, to);
    return p < to && bytes[p] == ':' ? skipWhitespace(bytes, p + 1, to) : 0;
  }

  private static int skipWhitespace(byte[] bytes, int from, int to) {
    int p = from;
    while (p < to && BodyBuffer.isWhitespace(bytes[p])) {
      p++;
    }
    return p;
  }

  /**
   * Returns whether an escape from the first backslash to an index could be a letter of the key.
   */
  private static boolean mayHaveEscapedKey(byte[] bytes, int firstBackslash, int to) {
    if (firstBackslash < 0) {
      return false;
    }
    for (int i = firstBackslash; i < to - 5; i++) {
      if (bytes[i] == '\\'
          && bytes[i + 1] == 'u'
          && bytes[i + 2] == '0'
          && bytes[i + 3] == '0'
          && bytes[i + 4] >= '4'
          && bytes[i + 4] <= '7') {
        return true;
      }
    }
    return false;
  }

  private Decision compare(byte[] bytes, int value, int to) {
    if (value >= to || bytes[value] != '"') {
      return Decision.UNDECIDED;
    }
    for (byte[] name : wanted) {
      if (isString(bytes, value + 1, to, name)) {
        return Decision.WANTED;
      }
    }
    int end = value + 1;
    while (end < to && bytes[end] != '"') {
      if (bytes[end] == '\\') {
        return Decision.UNDECIDED;
      }
      end++;
    }
    return end == value + 1 ? Decision.UNDECIDED : Decision.OTHER;
  }

  private static boolean isString(byte[] bytes, int at, int to, byte[] name) {
    int end = at + name.length;
    if (end >= to || bytes[end] != '"') {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (bytes[at + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static int slot(int piece, int hash) {
    return (piece * hash) >>> (Integer.SIZE - SLOT_BITS);
  }

  /** Returns a factor whose hash gives each piece of the key another slot. */
  private static int perfectHashFactor() {
    int hash = 0x9e3779b1;
    while (!isPerfect(hash)) {
      hash += 2;
    }
    return hash;
  }

  private static boolean isPerfect(int hash) {
    int taken = 0;
    for (int i = 0; i < STRIDE; i++) {
      taken |= 1 << slot((int) INT.get(KEY, FIRST_PIECE + i), hash);
    }
    return Integer.bitCount(taken) == STRIDE;
  }
}
