package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodyException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records in every form that bodies come in: {@code {"Records":[…]}}, the {@code
 * {"Events":[…]}} of Event history, JSON lines or concatenated values, a bare array, a lone record.
 *
 * <p>An object outside an array of records is what its first telling key says: {@code Records} or
 * {@code Events} with an array, an envelope; a field that CloudTrail declares, a record.
 */
final class RecordSplitter {
  /** What stands between the buffer's mark and its position. */
  enum Unit {
    /** A record, as far as brackets tell. */
    OBJECT,
    /** Something else in a record's place. */
    NO_OBJECT,
    /** More than is kept, in a record's place. */
    TOO_LONG,
    /** Nothing: the body is at its end. */
    END
  }

  private static final int BYTE_ORDER_MARK = 0xef;

  private final BodyBuffer buffer;
  private final JsonStructureScanner walker;
  private final JsonCursor tokens;
  private boolean inArray;
  private boolean inEnvelope;
  private boolean inRecords;
  private boolean atFirstElement;
  private boolean recognised;

  RecordSplitter(BodyBuffer buffer, JsonStructureScanner walker) {
    this.buffer = buffer;
    this.walker = walker;
    tokens = new JsonCursor(buffer, walker);
  }

  /** Begins a file. */
  void open() {
    inArray = false;
    inEnvelope = false;
    inRecords = false;
    recognised = false;
  }

  /** Whether the body has one of the forms; said at its end. */
  boolean isRecognised() {
    return recognised;
  }

  /**
   * Goes on to the next record's place.
   *
   * @throws BodyException where the text is no JSON, or cannot be read on
   */
  Unit next() throws BodyException {
    @Nullable Unit unit = null;
    while (unit == null) {
      buffer.unmark();
      if (inRecords) {
        unit = element();
      } else if (inEnvelope) {
        unit = envelope();
      } else if (inArray) {
        unit = element();
      } else {
        unit = topLevel();
      }
    }
    return unit;
  }

  private @Nullable Unit topLevel() throws BodyException {
    int next = buffer.peekSignificant();
    while (next == BYTE_ORDER_MARK) {
      tokens.byteOrderMark();
      next = buffer.peekSignificant();
    }
    if (next < 0) {
      return Unit.END;
    }
    if (next == '{') {
      return object();
    }
    if (next == '[') {
      buffer.pos++;
      inArray = true;
      beginElements();
      return null;
    }
    buffer.mark();
    tokens.value();
    return recognised ? marked(Unit.NO_OBJECT) : null;
  }

  private void beginElements() {
    recognised = true;
    atFirstElement = true;
  }

  private @Nullable Unit element() throws BodyException {
    int next = buffer.peekSignificant();
    if (next == ']') {
      buffer.pos++;
      endElements();
      return null;
    }
    if (!atFirstElement) {
      if (next != ',') {
        throw tokens.broken("a comma or the end of the array");
      }
      buffer.pos++;
      next = buffer.peekSignificant();
    }
    atFirstElement = false;
    if (next == '{' && !inRecords) {
      return object();
    }
    buffer.mark();
    tokens.value();
    return marked(next == '{' ? Unit.OBJECT : Unit.NO_OBJECT);
  }

  private void endElements() {
    atFirstElement = false;
    if (inRecords) {
      inRecords = false;
    } else {
      inArray = false;
    }
  }

  /** An object that may be a record, an envelope or neither. */
  private @Nullable Unit object() throws BodyException {
    buffer.mark();
    buffer.pos++;
    if (buffer.peekSignificant() == '}') {
      buffer.pos++;
      return stranger();
    }
    do {
      String key = tokens.key();
      if (isEnvelopeKey(key)) {
        inEnvelope = true;
        beginRecords();
        return null;
      }
      if (isRecordKey(key)) {
        return record();
      }
      tokens.value();
    } while (tokens.hasNextMember());
    return stranger();
  }

  /** The rest of an envelope, behind one of its arrays. */
  private @Nullable Unit envelope() throws BodyException {
    while (tokens.hasNextMember()) {
      if (isEnvelopeKey(tokens.key())) {
        beginRecords();
        return null;
      }
      tokens.value();
    }
    inEnvelope = false;
    return null;
  }

  private boolean isEnvelopeKey(String key) throws BodyException {
    return (key.equals("Records") || key.equals("Events")) && buffer.peekSignificant() == '[';
  }

  private static boolean isRecordKey(String key) {
    return RecordField.named(key) != null || key.equals(RecordParser.LOOKUP_RECORD);
  }

  private void beginRecords() {
    buffer.pos++;
    inRecords = true;
    beginElements();
  }

  private Unit record() throws BodyException {
    if (buffer.isMarked()) {
      buffer.rewind();
      walker.walk(buffer);
    } else {
      // What came before is longer than a record may be: only its end is of interest.
      tokens.value();
      while (tokens.hasNextMember()) {
        tokens.key();
        tokens.value();
      }
    }
    return marked(Unit.OBJECT);
  }

  /** An object that is neither envelope nor record; that is no harm before the first of those. */
  private @Nullable Unit stranger() throws BodyException {
    if (!recognised) {
      return null;
    }
    if (buffer.isMarked()) {
      buffer.rewind();
      walker.walk(buffer);
    }
    return marked(Unit.OBJECT);
  }

  private Unit marked(Unit unit) {
    recognised = true;
    return buffer.isTooLong() ? Unit.TOO_LONG : unit;
  }
}
