package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;
import java.util.regex.Pattern;

/** Passes over the JSON around the records: keys, values, commas. */
final class JsonCursor {
  // Any key that means something here fits, even with each of its letters escaped.
  private static final int MAX_TEXT = 256;
  private static final int MAX_SCALAR = 1024;
  private static final int MAX_SHOWN = 40;
  private static final Pattern SCALAR =
      Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final BodyBuffer buffer;
  private final JsonStructureScanner walker;

  JsonCursor(BodyBuffer buffer, JsonStructureScanner walker) {
    this.buffer = buffer;
    this.walker = walker;
  }

  /** Passes a value of any kind. */
  void value() throws BodyException {
    int next = buffer.peekSignificant();
    if (next == '{' || next == '[') {
      walker.walk(buffer);
    } else if (next == '"') {
      string();
    } else {
      scalar();
    }
  }

  /** Passes a key and its colon. */
  String key() throws BodyException {
    if (buffer.peekSignificant() != '"') {
      throw broken("a key");
    }
    String raw = string();
    pass(':');
    return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
  }

  /** Passes a comma, or the end of an object: false. */
  boolean hasNextMember() throws BodyException {
    if (buffer.peekSignificant() == ',') {
      buffer.pos++;
      return true;
    }
    if (buffer.peekSignificant() != '}') {
      throw broken("a comma or the end of the object");
    }
    buffer.pos++;
    return false;
  }

  void pass(char wanted) throws BodyException {
    if (buffer.peekSignificant() != wanted) {
      throw broken("'" + wanted + "'");
    }
    buffer.pos++;
  }

  void byteOrderMark() throws BodyException {
    for (int expected : new int[] {0xef, 0xbb, 0xbf}) {
      if (buffer.peek() != expected) {
        throw broken("a value");
      }
      buffer.pos++;
    }
  }

  BodyException broken(String expected) throws BodyException {
    int found = buffer.peek();
    if (found < 0) {
      return endsEarly("before " + expected + " at byte " + buffer.offset());
    }
    String shown =
        found > ' ' && found < 0x7f ? "'" + (char) found + "'" : "0x%02x".formatted(found);
    return BodyException.of(
        Problem.Kind.NOT_JSON,
        "%s at byte %d where %s is due".formatted(shown, buffer.offset(), expected));
  }

  private static BodyException endsEarly(String where) {
    return BodyException.of(Problem.Kind.NOT_JSON, "the text ends " + where);
  }

  private void scalar() throws BodyException {
    StringBuilder text = new StringBuilder();
    long start = buffer.offset();
    int next = buffer.peek();
    while (next > ' ' && ",]}[{\":".indexOf(next) < 0 && text.length() < MAX_SCALAR) {
      text.append((char) next);
      buffer.pos++;
      next = buffer.peek();
    }
    if (text.isEmpty()) {
      throw broken("a value");
    }
    if (!SCALAR.matcher(text).matches()) {
      text.setLength(Math.min(text.length(), MAX_SHOWN));
      throw BodyException.of(
          Problem.Kind.NOT_JSON, "what begins at byte " + start + " is no value: " + text);
    }
  }

  /** Passes a string; gives its beginning, which is all of it if it is shorter than MAX_TEXT. */
  private String string() throws BodyException {
    StringBuilder text = new StringBuilder();
    long start = buffer.offset();
    buffer.pos++;
    int next = buffer.peek();
    while (next != '"') {
      if (next < 0) {
        throw endsEarly("within the string that begins at byte " + start);
      }
      append(text, next);
      buffer.pos++;
      if (next == '\\') {
        append(text, buffer.peek());
        buffer.pos++;
      }
      next = buffer.peek();
    }
    buffer.pos++;
    return text.toString();
  }

  private static void append(StringBuilder text, int b) {
    if (text.length() < MAX_TEXT) {
      text.append((char) b);
    }
  }

  private static String unescaped(String raw) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\\' && i + 5 < raw.length() && raw.charAt(i + 1) == 'u') {
        c = (char) hex(raw, i + 2);
        i += 5;
      }
      text.append(c);
    }
    return text.toString();
  }

  // What is no hex digit counts as 0: such a key means nothing here.
  private static int hex(String raw, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      value = value << 4 | Math.max(0, Character.digit(raw.charAt(i), 16));
    }
    return value;
  }
}
