package io.lookouttrail.scan;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodyException;
import org.jspecify.annotations.Nullable;

/**
 * Splitter of a log file's text into records.
 *
 * <p>It accepts {@code {"Records":[…]}}, the {@code {"Events":[…]}} of Event history, JSON lines or
 * concatenated values, an array without envelope, and a single record. The first known key of an
 * object outside an array of records decides what it is: {@code Records} or {@code Events} with an
 * array means an envelope, a field that CloudTrail declares means a record.
 */
final class RecordSplitter {
  /** Kind of the text between the buffer's mark and its position. */
  enum Unit {
    /** A JSON object in the place of a record; its content is not checked. */
    OBJECT,
    /** Another JSON value in the place of a record. */
    OTHER_VALUE,
    /** A value longer than a record may be, in the place of a record. */
    TOO_LONG,
    /** No text: the end of the file. */
    END
  }

  private static final int BYTE_ORDER_MARK = 0xef;

  private final BodyBuffer buffer;
  private final JsonStructureScanner structure;
  private final JsonCursor cursor;
  private boolean inArray;
  private boolean inEnvelope;
  private boolean inRecords;
  private boolean atFirstElement;
  private boolean recognised;

  RecordSplitter(BodyBuffer buffer, JsonStructureScanner structure) {
    this.buffer = buffer;
    this.structure = structure;
    cursor = new JsonCursor(buffer, structure);
  }

  /** Begins a file. */
  void open() {
    inArray = false;
    inEnvelope = false;
    inRecords = false;
    recognised = false;
  }

  /**
   * Returns whether the text up to here has one of the accepted forms: an array, an envelope or a
   * record. Units before that are values in the place of a record.
   */
  boolean isRecognised() {
    return recognised;
  }

  /**
   * Advances to the next record.
   *
   * @throws BodyException if the text is not JSON or the rest of the file cannot be read
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
    int next = buffer.peekNonBlank();
    while (next == BYTE_ORDER_MARK) {
      cursor.skipByteOrderMark();
      next = buffer.peekNonBlank();
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
    cursor.skipValue();
    return unit(Unit.OTHER_VALUE);
  }

  private void beginElements() {
    recognised = true;
    atFirstElement = true;
  }

  private @Nullable Unit element() throws BodyException {
    int next = buffer.peekNonBlank();
    if (next == ']') {
      buffer.pos++;
      endElements();
      return null;
    }
    if (!atFirstElement) {
      if (next != ',') {
        throw cursor.unexpected("a comma or the end of the array");
      }
      buffer.pos++;
      next = buffer.peekNonBlank();
    }
    atFirstElement = false;
    if (next == '{' && !inRecords) {
      return object();
    }
    buffer.mark();
    cursor.skipValue();
    return marked(next == '{' ? Unit.OBJECT : Unit.OTHER_VALUE);
  }

  private void endElements() {
    atFirstElement = false;
    if (inRecords) {
      inRecords = false;
    } else {
      inArray = false;
    }
  }

  /** Reads an object that is a record, an envelope or neither. */
  private @Nullable Unit object() throws BodyException {
    buffer.mark();
    buffer.pos++;
    if (buffer.peekNonBlank() == '}') {
      buffer.pos++;
      return otherObject();
    }
    do {
      String key = cursor.readKey();
      if (isEnvelopeKey(key)) {
        inEnvelope = true;
        beginRecords();
        return null;
      }
      if (isRecordKey(key)) {
        return record();
      }
      cursor.skipValue();
    } while (cursor.hasNextMember());
    return otherObject();
  }

  /** Reads the rest of an envelope after one of its arrays. */
  private @Nullable Unit envelope() throws BodyException {
    while (cursor.hasNextMember()) {
      if (isEnvelopeKey(cursor.readKey())) {
        beginRecords();
        return null;
      }
      cursor.skipValue();
    }
    inEnvelope = false;
    return null;
  }

  private boolean isEnvelopeKey(String key) throws BodyException {
    return (key.equals("Records") || key.equals("Events")) && buffer.peekNonBlank() == '[';
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
      structure.skipValue(buffer);
    } else {
      // The record is already too long to keep: only its end is needed.
      cursor.skipValue();
      while (cursor.hasNextMember()) {
        cursor.readKey();
        cursor.skipValue();
      }
    }
    return marked(Unit.OBJECT);
  }

  /** Ends an object that is neither envelope nor record. */
  private Unit otherObject() throws BodyException {
    if (buffer.isMarked()) {
      buffer.rewind();
      structure.skipValue(buffer);
    }
    return unit(Unit.OBJECT);
  }

  /** Returns a unit that shows the text to be of an accepted form. */
  private Unit marked(Unit unit) {
    recognised = true;
    return unit(unit);
  }

  private Unit unit(Unit unit) {
    return buffer.isTooLong() ? Unit.TOO_LONG : unit;
  }
}
