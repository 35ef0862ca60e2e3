package io.lookouttrail.scan;

import com.fasterxml.jackson.core.JsonToken;
import io.lookouttrail.scan.CloudTrailRecord.LookoutFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text of a record's requestParameters, and the request fields of Lookout for Vision in it.
 *
 * <p>Source: Amazon Lookout for Vision API reference, version 2020-11-20.
 */
record LookoutRequestParameters(String json, LookoutFields fields) {
  private static final Set<String> FIELDS =
      Set.of(
          "projectName",
          "modelVersion",
          "datasetType",
          "minInferenceUnits",
          "maxInferenceUnits",
          "resourceArn",
          "clientToken");

  /** Reads the value that begins with the current token; null if it is not an object. */
  static @Nullable LookoutRequestParameters read(RecordJsonReader tokens) throws IOException {
    if (tokens.current() != JsonToken.START_OBJECT) {
      tokens.skipChildren();
      return null;
    }
    Map<String, String> found = new HashMap<>();
    int start = tokens.tokenStart();
    while (tokens.next() == JsonToken.FIELD_NAME) {
      String key = tokens.fieldName();
      JsonToken value = tokens.next();
      if (FIELDS.contains(key) && (value == JsonToken.VALUE_STRING || value.isNumeric())) {
        found.putIfAbsent(key, tokens.text());
      }
      tokens.skipChildren();
    }
    return new LookoutRequestParameters(tokens.textSince(start), fields(found));
  }

  private static LookoutFields fields(Map<String, String> found) {
    if (found.isEmpty()) {
      return LookoutFields.NONE;
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
    return Optional.ofNullable(found.get(key)).filter(FieldReaders::hasContent);
  }

  private static Optional<Integer> units(Map<String, String> found, String key) {
    return text(found, key).filter(digits -> digits.matches("[0-9]{1,9}")).map(Integer::valueOf);
  }
}
