package io.lookouttrail.scan;

import com.fasterxml.jackson.core.JsonToken;
import io.lookouttrail.identity.UserIdentity;
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

  /** Reads the value that begins with the current token, and goes on to the value's last token. */
  static @Nullable Object read(RecordField.Form form, RecordJsonReader tokens) throws IOException {
    return switch (form) {
      case TEXT -> text(tokens);
      case EXACT_TEXT -> exactText(tokens);
      case FLAG -> flag(tokens);
      case IDENTITY -> identity(tokens);
      case REQUEST -> LookoutRequestParameters.read(tokens);
      case OBJECT -> of(JsonToken.START_OBJECT, tokens);
      case OBJECT_JSON -> objectJson(tokens);
      case LIST -> of(JsonToken.START_ARRAY, tokens);
    };
  }

  private static @Nullable String text(RecordJsonReader tokens) throws IOException {
    String text = exactText(tokens);
    return text != null && saysSomething(text) ? text : null;
  }

  /** Whether a string is neither empty nor the word null, as some exports write it. */
  static boolean saysSomething(String text) {
    return !text.isEmpty() && !text.equals("null");
  }

  static @Nullable String exactText(RecordJsonReader tokens) throws IOException {
    tokens.skipChildren();
    return tokens.current() == JsonToken.VALUE_STRING ? tokens.text() : null;
  }

  private static @Nullable Boolean flag(RecordJsonReader tokens) throws IOException {
    tokens.skipChildren();
    if (tokens.current() == JsonToken.VALUE_TRUE || tokens.current() == JsonToken.VALUE_FALSE) {
      return tokens.current() == JsonToken.VALUE_TRUE;
    }
    String word = tokens.current().isScalarValue() ? tokens.text() : "";
    if (word.equalsIgnoreCase("true")) {
      return true;
    }
    return word.equalsIgnoreCase("false") ? Boolean.valueOf(false) : null;
  }

  private static @Nullable String objectJson(RecordJsonReader tokens) throws IOException {
    if (tokens.current() != JsonToken.START_OBJECT) {
      tokens.skipChildren();
      return null;
    }
    int start = tokens.start();
    tokens.skipChildren();
    return tokens.textSince(start);
  }

  @SuppressWarnings("unchecked") // its keys are JSON's
  private static @Nullable UserIdentity identity(RecordJsonReader tokens) throws IOException {
    Object members = of(JsonToken.START_OBJECT, tokens);
    return members == null ? null : UserIdentity.parse((Map<String, ?>) members);
  }

  private static @Nullable Object of(JsonToken wanted, RecordJsonReader tokens) throws IOException {
    if (tokens.current() == wanted) {
      return plain(tokens);
    }
    tokens.skipChildren();
    return null;
  }

  // As deep as Jackson lets nesting go.
  private static @Nullable Object plain(RecordJsonReader tokens) throws IOException {
    return switch (tokens.current()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (tokens.next() != JsonToken.END_OBJECT) {
          String key = tokens.name();
          tokens.next();
          int size = members.size();
          @Nullable Object earlier = members.put(key, plain(tokens));
          if (members.size() == size) {
            members.put(key, earlier);
          }
        }
        yield members;
      }
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (tokens.next() != JsonToken.END_ARRAY) {
          elements.add(plain(tokens));
        }
        yield elements;
      }
      case VALUE_STRING -> tokens.text();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> tokens.number();
      default -> null;
    };
  }
}
