package io.lookouttrail.sample.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Buffer of JSON text in UTF-8, in CloudTrail's style: no blanks, and {@code <}, {@code >}, {@code
 * &} as escapes. It adds the commas: before each name or element that does not follow an opening
 * bracket.
 */
public final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final int SECONDS_A_DAY = 86_400;

  private byte[] bytes;
  private int length;
  private long dayOfText = Long.MIN_VALUE;
  private byte[] dayText = new byte[0];

  public JsonBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /** The bytes of the buffer, of which {@link #length()} are text; not a copy. */
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Returns a copy of the text. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  public JsonBuffer clear() {
    length = 0;
    return this;
  }

  /** Opens an object without a name: the whole text, or an element of an array. */
  public JsonBuffer open() {
    return comma().put('{');
  }

  /** Opens an object as a field. */
  public JsonBuffer object(String name) {
    return name(name).put('{');
  }

  /** Opens an array as a field. */
  public JsonBuffer array(String name) {
    return name(name).put('[');
  }

  /** Closes an object. */
  public JsonBuffer end() {
    return put('}');
  }

  public JsonBuffer endArray() {
    return put(']');
  }

  public JsonBuffer field(String name, @Nullable String value) {
    name(name);
    return value == null ? ascii("null") : quoted(value);
  }

  public JsonBuffer field(String name, boolean value) {
    return name(name).ascii(value ? "true" : "false");
  }

  public JsonBuffer field(String name, long value) {
    return name(name).ascii(Long.toString(value));
  }

  /** Appends a field whose value is JSON text. */
  public JsonBuffer json(String name, String value) {
    return name(name).text(value);
  }

  public JsonBuffer uuidField(String name, long high, long low) {
    return name(name).put('"').uuid(high, low).put('"');
  }

  public JsonBuffer timeField(String name, long epochSecond) {
    return name(name).put('"').time(epochSecond).put('"');
  }

  public JsonBuffer element(String value) {
    return comma().quoted(value);
  }

  public JsonBuffer name(String name) {
    return comma().put('"').ascii(name).put('"').put(':');
  }

  /** Appends a time such as {@code 2025-09-03T10:00:00Z}. */
  public JsonBuffer time(long epochSecond) {
    long day = Math.floorDiv(epochSecond, (long) SECONDS_A_DAY);
    if (day != dayOfText) {
      dayText = LocalDate.ofEpochDay(day).toString().getBytes(UTF_8);
      dayOfText = day;
    }
    int second = (int) Math.floorMod(epochSecond, (long) SECONDS_A_DAY);
    bytes(dayText, 0, dayText.length).put('T').twoDigits(second / 3600).put(':');
    return twoDigits(second / 60 % 60).put(':').twoDigits(second % 60).put('Z');
  }

  /** Appends a random UUID (version 4) with these bits. */
  public JsonBuffer uuid(long high, long low) {
    hex(high >>> 32, 8).put('-').hex(high >>> 16, 4).put('-').put('4').hex(high, 3).put('-');
    return hex(0x8 | (low >>> 60 & 3), 1).hex(low >>> 48, 3).put('-').hex(low, 12);
  }

  /** Appends the lowest digits of a number in hex. */
  JsonBuffer hex(long value, int digits) {
    ensureCapacity(digits);
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length++] = HEX[(int) (value >>> (4 * i)) & 15];
    }
    return this;
  }

  JsonBuffer digits(int value) {
    return ascii(Integer.toString(value));
  }

  JsonBuffer bytes(byte[] source, int from, int count) {
    ensureCapacity(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
    return this;
  }

  /** Appends text without escapes. */
  public JsonBuffer text(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    return bytes(encoded, 0, encoded.length);
  }

  public JsonBuffer put(char ascii) {
    ensureCapacity(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Appends text in quotes, with the escapes of CloudTrail. */
  JsonBuffer quoted(String value) {
    put('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        int end = Character.isHighSurrogate(c) ? i + 2 : i + 1;
        text(value.substring(i, end));
        i = end - 1;
      } else if (c == '"' || c == '\\') {
        put('\\').put(c);
      } else if (c < 0x20 || c == '<' || c == '>' || c == '&') {
        ascii("\\u").hex(c, 4);
      } else {
        put(c);
      }
    }
    return put('"');
  }

  private JsonBuffer ascii(String text) {
    ensureCapacity(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  private JsonBuffer twoDigits(int value) {
    return put((char) ('0' + value / 10)).put((char) ('0' + value % 10));
  }

  private JsonBuffer comma() {
    if (length == 0) {
      return this;
    }
    byte last = bytes[length - 1];
    return last == '{' || last == '[' ? this : put(',');
  }

  private void ensureCapacity(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, UTF_8);
  }
}
