package io.lookouttrail.scan;

import com.fasterxml.jackson.core.JsonToken;
import io.lookouttrail.scan.body.BodyBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a record that is plainly well-formed, straight from its bytes: text that is not
 * asked for is only looked at, and what came before is known again.
 *
 * <p>It reads less than Jackson does, and gives the same of it. Of all else, be it wrong or merely
 * odd, it says {@link NotPlain}, and the record is Jackson's to judge.
 */
final class FastJsonReader implements RecordJsonReader {
  /** The record is to be read by Jackson. */
  static final class NotPlain extends IOException {
    private static final long serialVersionUID = 1L;

    // Where it was found is of no interest, and costs more than the record.
    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private static final byte[] NOTHING = {};

  // Below what Jackson takes, in each of its versions: 1,000 levels and digits, 50,000 letters.
  private static final int MAX_DEPTH = Long.SIZE;
  private static final int MAX_NAME_BYTES = 1_000;
  private static final int MAX_NUMBER_BYTES = 100;

  private final FieldNameCache keys = new FieldNameCache();
  private final ParsedValueCache seen = new ParsedValueCache();

  private byte[] bytes = NOTHING;
  private int from;
  private int to;
  private int pos;
  private JsonToken current = JsonToken.NOT_AVAILABLE;
  private FieldNameCache.Key key = keys.last();
  private int start;
  private boolean escaped;
  private int depth;
  // A bit for each level, the deepest one's lowest: set for an object, not for an array.
  private long objects;

  /** Begins a record. */
  void open(byte[] text, int begin, int end) {
    bytes = text;
    from = begin;
    to = end;
    pos = begin;
    current = JsonToken.NOT_AVAILABLE;
    depth = 0;
    objects = 0;
  }

  /** Lets go of the record's bytes, which may be many more than the next file needs. */
  void close() {
    open(NOTHING, 0, 0);
  }

  @Override
  public JsonToken current() {
    return current;
  }

  @Override
  public @Nullable JsonToken next() throws NotPlain {
    if (current == JsonToken.FIELD_NAME) {
      return value();
    }
    passBlanks();
    if (depth == 0) {
      return topLevel();
    }
    boolean inObject = (objects & 1) != 0;
    if (peek() == (inObject ? '}' : ']')) {
      return end(inObject ? JsonToken.END_OBJECT : JsonToken.END_ARRAY);
    }
    if (current != JsonToken.START_OBJECT && current != JsonToken.START_ARRAY) {
      pass(',');
      passBlanks();
    }
    return inObject ? key() : value();
  }

  private @Nullable JsonToken topLevel() throws NotPlain {
    if (current == JsonToken.NOT_AVAILABLE) {
      return value();
    }
    if (pos < to) {
      throw new NotPlain();
    }
    return null;
  }

  /** Passes a key and its colon. */
  private JsonToken key() throws NotPlain {
    int length = keys.lengthIfExpected(bytes, pos, to);
    if (length > 0) {
      pos += length;
      key = keys.last();
    } else {
      key = otherKey();
    }
    passBlanks();
    return at(JsonToken.FIELD_NAME);
  }

  private FieldNameCache.Key otherKey() throws NotPlain {
    if (peek() != '"') {
      throw new NotPlain();
    }
    string();
    if (escaped || pos - start > MAX_NAME_BYTES) {
      throw new NotPlain();
    }
    FieldNameCache.Key other = keys.of(bytes, start + 1, pos - 1);
    passBlanks();
    pass(':');
    return other;
  }

  private JsonToken value() throws NotPlain {
    start = pos;
    byte b = peek();
    return switch (b) {
      case '"' -> string();
      case '{' -> begin(JsonToken.START_OBJECT, 1);
      case '[' -> begin(JsonToken.START_ARRAY, 0);
      case 't' -> word("true", JsonToken.VALUE_TRUE);
      case 'f' -> word("false", JsonToken.VALUE_FALSE);
      case 'n' -> word("null", JsonToken.VALUE_NULL);
      default -> number(b == '-' ? 1 : 0);
    };
  }

  private JsonToken at(JsonToken token) {
    current = token;
    return token;
  }

  private JsonToken string() throws NotPlain {
    start = pos;
    escaped = false;
    int p = JsonStringScanner.nextMark(bytes, pos + 1, to);
    while (p > 0 && bytes[p] == '\\') {
      escaped = true;
      int behind = JsonStringScanner.behindEscape(bytes, p, to);
      p = behind < 0 ? -1 : JsonStringScanner.nextMark(bytes, behind, to);
    }
    if (p < 0 || bytes[p] != '"') {
      throw new NotPlain();
    }
    pos = p + 1;
    return at(JsonToken.VALUE_STRING);
  }

  private JsonToken begin(JsonToken token, int object) throws NotPlain {
    if (depth == MAX_DEPTH) {
      throw new NotPlain();
    }
    pos++;
    depth++;
    objects = objects << 1 | object;
    return at(token);
  }

  private JsonToken end(JsonToken token) {
    start = pos;
    pos++;
    depth--;
    objects >>>= 1;
    return at(token);
  }

  private JsonToken word(String word, JsonToken token) throws NotPlain {
    for (int i = 0; i < word.length(); i++) {
      pass(word.charAt(i));
    }
    return at(token);
  }

  private JsonToken number(int sign) throws NotPlain {
    pos += sign;
    boolean zero = peek() == '0';
    digits();
    if (zero && pos > start + sign + 1) {
      throw new NotPlain();
    }
    JsonToken token = JsonToken.VALUE_NUMBER_INT;
    if (peek() == '.') {
      pos++;
      digits();
      token = JsonToken.VALUE_NUMBER_FLOAT;
    }
    if (peek() == 'e' || peek() == 'E') {
      pos++;
      pos += peek() == '+' || peek() == '-' ? 1 : 0;
      digits();
      token = JsonToken.VALUE_NUMBER_FLOAT;
    }
    if (pos - start > MAX_NUMBER_BYTES) {
      throw new NotPlain();
    }
    return at(token);
  }

  private void digits() throws NotPlain {
    int first = pos;
    while (peek() >= '0' && peek() <= '9') {
      pos++;
    }
    if (pos == first) {
      throw new NotPlain();
    }
  }

  @Override
  public String name() {
    return key.name;
  }

  @Override
  public @Nullable RecordField field() {
    return key.field;
  }

  @Override
  public @Nullable Object recall(RecordField field) throws NotPlain {
    byte first = peek();
    if (first != '"' && first != '{') {
      return null;
    }
    Object value = seen.find(field, bytes, pos, to);
    if (value != null) {
      start = pos;
      pos += seen.length();
      current = first == '"' ? JsonToken.VALUE_STRING : JsonToken.END_OBJECT;
    }
    return value;
  }

  @Override
  public void remember(RecordField field, int place, Object value) {
    if (bytes[place] == '"' || bytes[place] == '{') {
      seen.keep(field, bytes, place, pos, value);
    }
  }

  @Override
  public String text() throws NotPlain {
    if (current != JsonToken.VALUE_STRING) {
      return textSince(start);
    }
    if (escaped) {
      throw new NotPlain();
    }
    return new String(bytes, start + 1, pos - start - 2, StandardCharsets.UTF_8);
  }

  /** Hardly a plain record has a number where its value is asked for. */
  @Override
  public Number number() throws NotPlain {
    throw new NotPlain();
  }

  @Override
  public void skipChildren() throws NotPlain {
    if (current == JsonToken.START_OBJECT || current == JsonToken.START_ARRAY) {
      int outside = depth - 1;
      do {
        next();
      } while (depth > outside);
    }
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public String textSince(int place) {
    return new String(bytes, place, pos - place, StandardCharsets.UTF_8);
  }

  @Override
  public String json() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private byte peek() throws NotPlain {
    if (pos >= to) {
      throw new NotPlain();
    }
    return bytes[pos];
  }

  private void pass(char wanted) throws NotPlain {
    if (peek() != wanted) {
      throw new NotPlain();
    }
    pos++;
  }

  private void passBlanks() {
    while (pos < to && BodyBuffer.isBlank(bytes[pos])) {
      pos++;
    }
  }
}
