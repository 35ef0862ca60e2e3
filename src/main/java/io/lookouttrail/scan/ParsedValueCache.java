package io.lookouttrail.scan;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What values were read as, to be known again by their bytes: records of one caller, and of one
 * service, differ in little. Of texts each field has its last, of objects those of many callers.
 *
 * <p>No text of a string or an object is the beginning of another: to be the same, what comes need
 * only begin with it. Memory is bounded by the places and by what one may hold.
 */
final class ParsedValueCache {
  private static final long CLOSING = '}' * Swar.ONES;
  private static final long FACTOR = 0x9e3779b97f4a7c15L;
  private static final int PLACE_BITS = 7;
  private static final int MAX_TEXT_BYTES = 256;
  private static final int MAX_OBJECT_BYTES = 2 << 10;

  /** What was read last of those values that have their place here. */
  private static final class Seen {
    private byte[] text = {};
    private int length;
    private @Nullable RecordField field;
    private @Nullable Object value;
    // The hash of what was last not found here.
    private long missed;
  }

  private final Map<RecordField, Seen> texts = new EnumMap<>(RecordField.class);
  private final Seen[] objects = new Seen[1 << PLACE_BITS];
  private Seen place = new Seen();
  private long hash;

  ParsedValueCache() {
    Arrays.setAll(objects, i -> new Seen());
  }

  /**
   * What a field's value, which begins at a place, was read as when it came before; null if it is
   * not known.
   */
  @Nullable Object find(RecordField field, byte[] bytes, int from, int to) {
    if (bytes[from] == '"') {
      place = texts.computeIfAbsent(field, key -> new Seen());
    } else {
      hash = hash(bytes, from, to) * FACTOR;
      place = objects[(int) (hash >>> (Long.SIZE - PLACE_BITS))];
    }
    int end = from + place.length;
    boolean same =
        place.field == field
            && end <= to
            && Arrays.equals(place.text, 0, place.length, bytes, from, end);
    return same ? place.value : null;
  }

  /** How long the value found last is. */
  int length() {
    return place.length;
  }

  /** Keeps what the value was read as that was not found last; an object when it comes twice. */
  void keep(RecordField field, byte[] bytes, int from, int to, Object value) {
    boolean text = bytes[from] == '"';
    int length = to - from;
    if (length > (text ? MAX_TEXT_BYTES : MAX_OBJECT_BYTES)) {
      return;
    }
    if (!text && place.missed != hash) {
      place.missed = hash;
      return;
    }
    if (place.text.length < length) {
      place.text = new byte[length];
    }
    System.arraycopy(bytes, from, place.text, 0, length);
    place.length = length;
    place.field = field;
    place.value = value;
  }

  /** Of the bytes up to the first closing brace, which all belong to the object. */
  private static long hash(byte[] bytes, int from, int to) {
    long hash = 0;
    for (int p = from; p <= to - Long.BYTES; p += Long.BYTES) {
      long word = Swar.at(bytes, p);
      long found = Swar.first(word, CLOSING);
      if (found != 0) {
        long within = (found & -found) - 1;
        return hash ^ (word & within);
      }
      hash = (hash ^ word) * FACTOR;
      hash ^= hash >>> Integer.SIZE;
    }
    return hash;
  }
}
