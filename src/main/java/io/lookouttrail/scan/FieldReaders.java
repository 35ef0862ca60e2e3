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
 * Readers of field values, one for each {@link RecordField.Form}.
 *
 * <p>A value of another type than the declared one is null. If a key occurs twice in an object, the
 * first counts.
 */
final class FieldReaders {
  private FieldReaders() {}

  /** Reads the value that begins with the current token and advances to the value's last token. */
  static @Nullable Object read(RecordField.Form form, RecordJsonReader tokens) throws IOException {
    return switch (form) {
      case TEXT -> text(tokens);
      case EXACT_TEXT -> exactText(tokens);
      case FLAG -> flag(tokens);
      case IDENTITY -> identity(tokens);
      case REQUEST -> LookoutRequestParameters.read(tokens);
      case OBJECT -> container(JsonToken.START_OBJECT, tokens);
      case OBJECT_JSON -> objectJson(tokens);
      case LIST -> container(JsonToken.START_ARRAY, tokens);
    };
  }

  private static @Nullable String text(RecordJsonReader tokens) throws IOException {
    String text = exactText(tokens);
    return text != null && hasContent(text) ? text : null;
  }

  /** Returns whether a string is neither empty nor the word "null", which some exports write. */
  static boolean hasContent(String text) {
    return !text.isEmpty() && !text.equals("null");
  }

  /** Returns a string unchanged; null for a value of another type. */
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
    int start = tokens.tokenStart();
    tokens.skipChildren();
    return tokens.textSince(start);
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private static @Nullable UserIdentity identity(RecordJsonReader tokens) throws IOException {
    Object members = container(JsonToken.START_OBJECT, tokens);
    return members == null ? null : UserIdentity.parse((Map<String, ?>) members);
  }

  private static @Nullable Object container(JsonToken expected, RecordJsonReader tokens)
      throws IOException {
    if (tokens.current() == expected) {
      return javaValue(tokens);
    }
    tokens.skipChildren();
    return null;
  }

  // Both readers limit the depth of nesting, and so of this recursion.
  private static @Nullable Object javaValue(RecordJsonReader tokens) throws IOException {
    return switch (tokens.current()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (tokens.next() != JsonToken.END_OBJECT) {
          String key = tokens.fieldName();
          tokens.next();
          int size = members.size();
          @Nullable Object earlier = members.put(key, javaValue(tokens));
          if (members.size() == size) {
            members.put(key, earlier);
          }
        }
        yield members;
      }
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (tokens.next() != JsonToken.END_ARRAY) {
          elements.add(javaValue(tokens));
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
