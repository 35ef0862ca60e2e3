package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Tells by its bytes whether a record is of a wanted source, without parsing it.
 *
 * <p>The first {@code "eventSource"} on the record's own level decides. Where bytes do not tell for
 * sure, because there is no such key, its value is no plain string, or an escape before it could
 * spell it, the answer is {@link Answer#UNSURE}.
 */
final class EventSourceMatcher {
  enum Answer {
    WANTED,
    OTHER,
    UNSURE
  }

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] KEY = "\"eventSource\"".getBytes(StandardCharsets.US_ASCII);

  // A search that looks at every eighth place sees one of eight four-byte pieces of the key,
  // wherever the key begins. The first two places are left out: `"eve` begins many keys.
  private static final int STRIDE = 8;
  private static final int FIRST_PIECE = 2;
  private static final int SLOT_BITS = 5;
  private static final int HASH = pieceHash();
  private static final int[] PIECES = new int[1 << SLOT_BITS];
  private static final int[] PIECE_PLACES = new int[1 << SLOT_BITS];

  static {
    for (int i = 0; i < STRIDE; i++) {
      int piece = (int) INT.get(KEY, FIRST_PIECE + i);
      PIECES[slot(piece, HASH)] = piece;
      PIECE_PLACES[slot(piece, HASH)] = FIRST_PIECE + i;
    }
  }

  private final byte[][] wanted;
  private final boolean wantedArePlain;

  EventSourceMatcher(Set<String> eventSources) {
    wanted =
        eventSources.stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    wantedArePlain = eventSources.stream().allMatch(name -> name.matches("[A-Za-z0-9._-]+"));
  }

  /** Judges the object between two indices, which the walker has just walked over. */
  Answer judge(byte[] bytes, int from, int to, JsonStructureScanner walk) {
    if (!wantedArePlain || !walk.hasAllSpansNoted()) {
      return Answer.UNSURE;
    }
    int last = to - Integer.BYTES;
    for (int p = from; p <= last; p += STRIDE) {
      int piece = (int) INT.get(bytes, p);
      int slot = slot(piece, HASH);
      if (PIECES[slot] == piece) {
        int key = p - PIECE_PLACES[slot];
        if (key > from && key + KEY.length < to && isKey(bytes, key)) {
          int value = valueOf(bytes, key + KEY.length, to);
          if (value > 0 && !walk.isNested(key - from)) {
            return mayBeSpelled(bytes, from + walk.firstBackslash(), key)
                ? Answer.UNSURE
                : compare(bytes, value, to);
          }
        }
      }
    }
    return Answer.UNSURE;
  }

  private static boolean isKey(byte[] bytes, int at) {
    for (int i = 0; i < KEY.length; i++) {
      if (bytes[at + i] != KEY[i]) {
        return false;
      }
    }
    // Behind a backslash it is the end of a longer key.
    return bytes[at - 1] != '\\';
  }

  /** Where the value behind a key begins; 0 if no colon follows, so that it is no key. */
  private static int valueOf(byte[] bytes, int behindKey, int to) {
    int p = passBlanks(bytes, behindKey, to);
    return p < to && bytes[p] == ':' ? passBlanks(bytes, p + 1, to) : 0;
  }

  private static int passBlanks(byte[] bytes, int from, int to) {
    int p = from;
    while (p < to && BodyBuffer.isBlank(bytes[p])) {
      p++;
    }
    return p;
  }

  /** Whether an escape from the first backslash up to a place could spell a letter of the key. */
  private static boolean mayBeSpelled(byte[] bytes, int firstBackslash, int to) {
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

  private Answer compare(byte[] bytes, int value, int to) {
    if (value >= to || bytes[value] != '"') {
      return Answer.UNSURE;
    }
    for (byte[] name : wanted) {
      if (isText(bytes, value + 1, to, name)) {
        return Answer.WANTED;
      }
    }
    int end = value + 1;
    while (end < to && bytes[end] != '"') {
      if (bytes[end] == '\\') {
        return Answer.UNSURE;
      }
      end++;
    }
    return end == value + 1 ? Answer.UNSURE : Answer.OTHER;
  }

  private static boolean isText(byte[] bytes, int at, int to, byte[] name) {
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

  /** A multiplier that gives each piece of the key a slot of its own. */
  private static int pieceHash() {
    int hash = 0x9e3779b1;
    while (!separates(hash)) {
      hash += 2;
    }
    return hash;
  }

  private static boolean separates(int hash) {
    int taken = 0;
    for (int i = 0; i < STRIDE; i++) {
      taken |= 1 << slot((int) INT.get(KEY, FIRST_PIECE + i), hash);
    }
    return Integer.bitCount(taken) == STRIDE;
  }
}
