package io.lookouttrail.scan;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A record's JSON, token by token, as its fields are read from it. */
interface RecordJsonReader {
  /** Goes on to the next token; null at the end of the text. */
  @Nullable JsonToken next() throws IOException;

  /** The token last gone to. */
  JsonToken current();

  /** The key, at one. */
  String name() throws IOException;

  /** The declared field that the key names, at one. */
  @Nullable RecordField field() throws IOException;

  /**
   * Goes on from a field's key to the end of its value, if that has come before and is known again;
   * gives what it was read as, or null and stays where it is.
   */
  @Nullable Object recall(RecordField field) throws IOException;

  /** Says what the value was read as that was not recalled and whose end is the current token. */
  void remember(RecordField field, int start, Object value);

  /** The text of a string, a number or a word. */
  String text() throws IOException;

  /** What a number is in Java. */
  Number number() throws IOException;

  /**
   * Goes on from the beginning of an object or an array to its end; stays where it is elsewhere.
   */
  void skipChildren() throws IOException;

  /** Where the current token begins. */
  int start();

  /** The text from a place up to the end of the current token. */
  String textSince(int start);

  /** The whole record's text. */
  String json();
}
