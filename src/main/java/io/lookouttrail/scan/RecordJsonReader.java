package io.lookouttrail.scan;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reader of one record's JSON, token by token, that can also return the text of a value.
 *
 * <p>A reader of plain records with caches of keys and values took two thirds of Jackson's CPU time.
 * It saved less than 2% of the CPU time of a whole {@code ingest} in which every record is wanted.
 *
 * @param parser positioned before the record
 * @param json the record's text, with the parser's indices
 */
record RecordJsonReader(JsonParser parser, String json) {
  /** Advances to the next token; null at the end of the text. */
  @Nullable JsonToken next() throws IOException {
    return parser.nextToken();
  }

  /** Returns the current token. */
  JsonToken current() {
    return parser.currentToken();
  }

  /** Returns the key of the current member. */
  String fieldName() throws IOException {
    return parser.currentName();
  }

  /** Returns the text of a string, a number or a word. */
  String text() throws IOException {
    return parser.getText();
  }

  /** Returns a number as Jackson reads it. */
  Number number() throws IOException {
    return parser.getNumberValue();
  }

  /** Advances from the start of an object or an array to its end; does nothing at another token. */
  void skipChildren() throws IOException {
    parser.skipChildren();
  }

  /** Returns the index at which the current token begins. */
  int tokenStart() {
    return indexOf(parser.currentTokenLocation());
  }

  /** Returns the text from an index to the end of the current token. */
  String textSince(int start) {
    return json.substring(start, indexOf(parser.currentLocation()));
  }

  // A parser of text counts characters. A parser of bytes counts bytes, and reads ASCII only.
  private static int indexOf(JsonLocation location) {
    return (int) Math.max(location.getCharOffset(), location.getByteOffset());
  }
}
