package io.lookouttrail.identity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON writer for plain Java values; sorts object keys, so that equal values give equal text. */
final class SortedJson {
  /** Deeper values become null, so that a hostile record cannot exhaust the stack. */
  private static final int MAX_DEPTH = 32;

  private SortedJson() {}

  static String of(@Nullable Object value) {
    StringBuilder json = new StringBuilder();
    append(json, value, 0);
    return json.toString();
  }

  private static void append(StringBuilder json, @Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> object && depth < MAX_DEPTH) {
      appendObject(json, object, depth);
    } else if (value instanceof List<?> list && depth < MAX_DEPTH) {
      char separator = '[';
      for (Object element : list) {
        json.append(separator);
        append(json, element, depth + 1);
        separator = ',';
      }
      json.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String text) {
      appendText(json, text);
    } else if (value instanceof Number || value instanceof Boolean) {
      json.append(value);
    } else {
      json.append("null");
    }
  }

  private static void appendObject(StringBuilder json, Map<?, ?> object, int depth) {
    Map<String, Object> sorted = new TreeMap<>();
    object.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    char separator = '{';
    for (Map.Entry<String, Object> field : sorted.entrySet()) {
      json.append(separator);
      appendText(json, field.getKey());
      json.append(':');
      append(json, field.getValue(), depth + 1);
      separator = ',';
    }
    json.append(object.isEmpty() ? "{}" : "}");
  }

  private static void appendText(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(hexDigit(c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private static char hexDigit(char c) {
    return Character.forDigit(c & 15, 16);
  }
}
