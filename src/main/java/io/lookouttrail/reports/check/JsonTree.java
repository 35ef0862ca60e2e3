package io.lookouttrail.reports.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small JSON object in memory. Its methods throw {@link IllegalArgumentException} for a field
 * that is missing or of another type.
 */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, true).build();

  /** Texts, long numbers, booleans, trees, lists of trees, and {@link Optional#empty} for null. */
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private JsonTree() {}

  /**
   * Parses a document that is one object.
   *
   * @throws IllegalArgumentException if it is not
   */
  static JsonTree parse(byte[] document) {
    try (JsonParser json = FACTORY.createParser(document)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "it is not a JSON object");
      JsonTree tree = object(json);
      require(json.nextToken() == null, "there is more text after its end");
      return tree;
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }

  private static JsonTree object(JsonParser json) throws IOException {
    JsonTree tree = new JsonTree();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      tree.fields.put(name, value(json, json.nextToken()));
    }
    return tree;
  }

  private static Object value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> {
        List<JsonTree> items = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
          items.add(object(json));
        }
        yield items;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
      case VALUE_NULL -> Optional.empty();
      default -> throw new IllegalArgumentException("it has a value of an unknown type");
    };
  }

  private static void require(boolean holds, String why) {
    if (!holds) {
      throw new IllegalArgumentException(why);
    }
  }

  Set<String> names() {
    return fields.keySet();
  }

  String text(String name) {
    return typed(name, String.class);
  }

  /** A text, or empty for null. */
  Optional<String> optional(String name) {
    return Optional.empty().equals(fields.get(name)) ? Optional.empty() : Optional.of(text(name));
  }

  long whole(String name) {
    return typed(name, Long.class);
  }

  boolean flag(String name) {
    return typed(name, Boolean.class);
  }

  JsonTree object(String name) {
    return typed(name, JsonTree.class);
  }

  List<JsonTree> objects(String name) {
    List<JsonTree> trees = new ArrayList<>();
    for (Object item : typed(name, List.class)) {
      trees.add((JsonTree) item);
    }
    return trees;
  }

  private <T> T typed(String name, Class<T> type) {
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return type.cast(value);
  }
}
