package io.lookouttrail.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of records. They come in the same order again and again, so the one that followed a key
 * last time is looked for first.
 *
 * <p>A key has one place, and of two that want the same the later has it: memory stays bounded.
 */
final class FieldNameCache {
  private static final long FACTOR = 0x9e3779b97f4a7c15L;
  private static final int PLACE_BITS = 9;
  private static final int MAX_KEPT_BYTES = 64;

  /** A key. */
  static final class Key {
    /** As it is usually written, with its quotes and its colon. */
    private final byte[] text;

    final String name;

    /** Null if CloudTrail declares none of the name. */
    final @Nullable RecordField field;

    // Of the key that followed; a place and no key, which would keep all that ever followed.
    private int next;

    private Key(String name) {
      this.name = name;
      field = RecordField.named(name);
      text = ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    }
  }

  private final Key[] keys = new Key[1 << PLACE_BITS];
  private Key last = new Key("");

  FieldNameCache() {
    Arrays.fill(keys, last);
  }

  /** How long the key and its colon are, if the expected one is there; else 0. */
  int lengthIfExpected(byte[] bytes, int from, int to) {
    Key key = keys[last.next];
    int length = key.text.length;
    if (from + length > to || !Arrays.equals(key.text, 0, length, bytes, from, from + length)) {
      return 0;
    }
    last = key;
    return length;
  }

  /** The key that was expected, and was there. */
  Key last() {
    return last;
  }

  /** The key whose letters lie between two indices. */
  Key of(byte[] bytes, int from, int to) {
    if (to - from > MAX_KEPT_BYTES) {
      return make(bytes, from, to);
    }
    int place = place(bytes, from, to);
    Key key = keys[place];
    if (!Arrays.equals(key.text, 1, key.text.length - 2, bytes, from, to)) {
      key = make(bytes, from, to);
      keys[place] = key;
    }
    last.next = place;
    last = key;
    return key;
  }

  private static Key make(byte[] bytes, int from, int to) {
    return new Key(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  private static int place(byte[] bytes, int from, int to) {
    int lastWord = to - Long.BYTES;
    long hash = 0;
    if (lastWord < from) {
      for (int i = from; i < to; i++) {
        hash = hash << Byte.SIZE | (bytes[i] & 0xff);
      }
    } else {
      hash = (Swar.at(bytes, from) * FACTOR) ^ Swar.at(bytes, lastWord);
    }
    return (int) ((hash * FACTOR) >>> (Long.SIZE - PLACE_BITS));
  }
}
