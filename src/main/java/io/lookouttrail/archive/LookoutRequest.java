package io.lookouttrail.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lookouttrail.archive.CloudTrailRecord.LookoutFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request fields that matter for Lookout for Vision, found while a record's requestParameters
 * are passed over.
 *
 * <p>Source: Amazon Lookout for Vision API reference, version 2020-11-20.
 */
final class LookoutRequest {
  private static final Set<String> FIELDS =
      Set.of(
          "projectName",
          "modelVersion",
          "datasetType",
          "minInferenceUnits",
          "maxInferenceUnits",
          "resourceArn",
          "clientToken");

  private final Map<String, String> found = new HashMap<>();

  void clear() {
    found.clear();
  }

  /** Passes the value that a parser stands at; gives its JSON text, null if it is no object. */
  @Nullable String read(JsonParser parser, String json) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    int from = FieldReaders.indexOf(parser.currentTokenLocation());
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (FIELDS.contains(key) && (value == JsonToken.VALUE_STRING || value.isNumeric())) {
        found.putIfAbsent(key, parser.getText());
      }
      parser.skipChildren();
    }
    return json.substring(from, FieldReaders.indexOf(parser.currentLocation()));
  }

  /** What was found since the last clearing. */
  LookoutFields fields() {
    if (found.isEmpty()) {
      return LookoutFields.NONE;
    }
    return new LookoutFields(
        text("projectName"),
        text("modelVersion"),
        text("datasetType"),
        units("minInferenceUnits"),
        units("maxInferenceUnits"),
        text("resourceArn"),
        text("clientToken"));
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(found.get(key)).filter(FieldReaders::saysSomething);
  }

  private Optional<Integer> units(String key) {
    return text(key).filter(digits -> digits.matches("[0-9]{1,9}")).map(Integer::valueOf);
  }
}
