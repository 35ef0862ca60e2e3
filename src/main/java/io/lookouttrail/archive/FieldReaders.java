package io.lookouttrail.archive;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How values are read. A value of another type than the declared one gives null; of a key that
 * comes twice in an object, the first counts.
 */
final class FieldReaders {
  private FieldReaders() {}

  /**
   * Reads the value that a parser stands at, and leaves the parser at the value's last token.
   *
   * @param json the text that is parsed
   */
  static @Nullable Object read(RecordField.Form form, JsonParser parser, String json)
      throws IOException {
    return switch (form) {
      case TEXT -> text(parser);
      case EXACT_TEXT -> exactText(parser);
      case FLAG -> flag(parser);
      case OBJECT -> of(JsonToken.START_OBJECT, parser);
      case OBJECT_JSON -> objectJson(parser, json);
      case LIST -> of(JsonToken.START_ARRAY, parser);
    };
  }

  private static @Nullable String text(JsonParser parser) throws IOException {
    String text = exactText(parser);
    return text != null && saysSomething(text) ? text : null;
  }

  /** Whether a string is neither empty nor the word null, as some exports write it. */
  static boolean saysSomething(String text) {
    return !text.isEmpty() && !text.equals("null");
  }

  static @Nullable String exactText(JsonParser parser) throws IOException {
    parser.skipChildren();
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  private static @Nullable Boolean flag(JsonParser parser) throws IOException {
    parser.skipChildren();
    String word = parser.currentToken().isScalarValue() ? parser.getText() : "";
    if (word.equalsIgnoreCase("true")) {
      return true;
    }
    return word.equalsIgnoreCase("false") ? Boolean.valueOf(false) : null;
  }

  private static @Nullable String objectJson(JsonParser parser, String json) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    int from = indexOf(parser.currentTokenLocation());
    parser.skipChildren();
    return json.substring(from, indexOf(parser.currentLocation()));
  }

  // A parser of characters counts those; one of bytes is only made where each is a character.
  static int indexOf(JsonLocation location) {
    return (int) Math.max(location.getCharOffset(), location.getByteOffset());
  }

  private static @Nullable Object of(JsonToken wanted, JsonParser parser) throws IOException {
    if (parser.currentToken() == wanted) {
      return plain(parser);
    }
    parser.skipChildren();
    return null;
  }

  // As deep as the parser lets nesting go.
  private static @Nullable Object plain(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          int size = members.size();
          @Nullable Object earlier = members.put(key, plain(parser));
          if (members.size() == size) {
            members.put(key, earlier);
          }
        }
        yield members;
      }
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(plain(parser));
        }
        yield elements;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      default -> null;
    };
  }
}
