package io.lookouttrail.scan;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Jackson's tokens of a record: of every text, and with the word on what is wrong with it. */
record JacksonJsonReader(JsonParser parser, String json) implements RecordJsonReader {
  @Override
  public @Nullable JsonToken next() throws IOException {
    return parser.nextToken();
  }

  @Override
  public JsonToken current() {
    return parser.currentToken();
  }

  @Override
  public String name() throws IOException {
    return parser.currentName();
  }

  @Override
  public @Nullable RecordField field() throws IOException {
    return RecordField.named(parser.currentName());
  }

  @Override
  public @Nullable Object recall(RecordField field) {
    return null;
  }

  @Override
  public void remember(RecordField field, int start, Object value) {
    // Whoever comes here is in no hurry.
  }

  @Override
  public String text() throws IOException {
    return parser.getText();
  }

  @Override
  public Number number() throws IOException {
    return parser.getNumberValue();
  }

  @Override
  public void skipChildren() throws IOException {
    parser.skipChildren();
  }

  @Override
  public int start() {
    return indexOf(parser.currentTokenLocation());
  }

  @Override
  public String textSince(int start) {
    return json.substring(start, indexOf(parser.currentLocation()));
  }

  // A parser of characters counts those; one of bytes is only made where each is a character.
  private static int indexOf(JsonLocation location) {
    return (int) Math.max(location.getCharOffset(), location.getByteOffset());
  }
}
