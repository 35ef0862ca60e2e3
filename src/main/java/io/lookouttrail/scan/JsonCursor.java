package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reader of the JSON around the records: keys, values, commas. */
final class JsonCursor {
  // Long enough for each known key, even with all its letters escaped.
  private static final int MAX_TEXT = 256;
  private static final int MAX_SCALAR = 1024;
  private static final int MAX_SHOWN = 40;
  private static final Pattern SCALAR =
      Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final BodyBuffer buffer;
  private final JsonStructureScanner structure;

  JsonCursor(BodyBuffer buffer, JsonStructureScanner structure) {
    this.buffer = buffer;
    this.structure = structure;
  }

  /** Skips a value of any kind. */
  void skipValue() throws BodyException {
    int next = buffer.peekNonBlank();
    if (next == '{' || next == '[') {
      structure.skipValue(buffer);
    } else if (next == '"') {
      readString();
    } else {
      skipScalar();
    }
  }

  /** Reads a key and its colon. */
  String readKey() throws BodyException {
    if (buffer.peekNonBlank() != '"') {
      throw unexpected("a key");
    }
    String raw = readString();
    expect(':');
    return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
  }

  /** Skips a comma and returns true, or the end of the object and returns false. */
  boolean hasNextMember() throws BodyException {
    if (buffer.peekNonBlank() == ',') {
      buffer.pos++;
      return true;
    }
    if (buffer.peekNonBlank() != '}') {
      throw unexpected("a comma or the end of the object");
    }
    buffer.pos++;
    return false;
  }

  /** Skips one character, which must be the given one. */
  void expect(char wanted) throws BodyException {
    if (buffer.peekNonBlank() != wanted) {
      throw unexpected("'" + wanted + "'");
    }
    buffer.pos++;
  }

  void skipByteOrderMark() throws BodyException {
    for (int expected : new int[] {0xef, 0xbb, 0xbf}) {
      if (buffer.peek() != expected) {
        throw unexpected("a value");
      }
      buffer.pos++;
    }
  }

  /** Returns the exception for a byte that is not what JSON requires at the position. */
  BodyException unexpected(String expected) throws BodyException {
    int found = buffer.peek();
    if (found < 0) {
      return endsEarly("before " + expected + " at byte " + buffer.offset());
    }
    String shown =
        found > ' ' && found < 0x7f
            ? "'" + (char) found + "'"
            : String.format(Locale.ROOT, "0x%02x", found);
    return BodyException.of(
        Problem.Kind.NOT_JSON,
        shown + " at byte " + buffer.offset() + ", where " + expected + " is expected");
  }

  private static BodyException endsEarly(String where) {
    return BodyException.of(Problem.Kind.NOT_JSON, "the text ends " + where);
  }

  private void skipScalar() throws BodyException {
    StringBuilder text = new StringBuilder();
    long start = buffer.offset();
    int next = buffer.peek();
    while (next > ' ' && ",]}[{\":".indexOf(next) < 0 && text.length() < MAX_SCALAR) {
      text.append((char) next);
      buffer.pos++;
      next = buffer.peek();
    }
    if (text.isEmpty()) {
      throw unexpected("a value");
    }
    if (!SCALAR.matcher(text).matches()) {
      text.setLength(Math.min(text.length(), MAX_SHOWN));
      throw BodyException.of(Problem.Kind.NOT_JSON, "invalid value at byte " + start + ": " + text);
    }
  }

  /** Reads a string and returns its first MAX_TEXT characters, escapes included. */
  private String readString() throws BodyException {
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

  // An invalid hex digit counts as 0: such a key is never a known one.
  private static int hex(String raw, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      value = value << 4 | Math.max(0, Character.digit(raw.charAt(i), 16));
    }
    return value;
  }
}
