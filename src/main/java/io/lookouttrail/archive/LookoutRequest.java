package io.lookouttrail.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lookouttrail.archive.CloudTrailRecord.LookoutFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the request fields that matter for Lookout for Vision out of a requestParameters object.
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

  private LookoutRequest() {}

  static LookoutFields read(JsonFactory factory, String requestParameters) throws IOException {
    Map<String, String> found = new HashMap<>();
    try (JsonParser parser = factory.createParser(requestParameters)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (FIELDS.contains(key) && (value == JsonToken.VALUE_STRING || value.isNumeric())) {
          found.putIfAbsent(key, parser.getText());
        }
        parser.skipChildren();
      }
    }
    return new LookoutFields(
        text(found, "projectName"),
        text(found, "modelVersion"),
        text(found, "datasetType"),
        units(found, "minInferenceUnits"),
        units(found, "maxInferenceUnits"),
        text(found, "resourceArn"),
        text(found, "clientToken"));
  }

  private static Optional<String> text(Map<String, String> found, String key) {
    return Optional.ofNullable(found.get(key)).filter(FieldReaders::saysSomething);
  }

  private static Optional<Integer> units(Map<String, String> found, String key) {
    return text(found, key).filter(digits -> digits.matches("[0-9]{1,9}")).map(Integer::valueOf);
  }
}
