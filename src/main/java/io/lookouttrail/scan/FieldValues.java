package io.lookouttrail.scan;

import io.lookouttrail.scan.CloudTrailRecord.LookoutFields;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one record's declared fields, as they were read. */
final class FieldValues {
  // A field that the record has is a key, if only of null.
  private final EnumMap<RecordField, @Nullable Object> values = new EnumMap<>(RecordField.class);
  private final EnumSet<RecordField> read = EnumSet.noneOf(RecordField.class);

  /**
   * @param selection which fields are read; of the others it is only known that they are there
   */
  FieldValues(RecordSelection selection) {
    for (RecordField field : RecordField.values()) {
      if (selection.reads(field)) {
        read.add(field);
      }
    }
  }

  void clear() {
    values.clear();
  }

  /** Reads the value behind a field's key; of a field that comes twice, the first counts. */
  void read(RecordField field, RecordJsonReader tokens) throws IOException {
    if (!read.contains(field) || values.containsKey(field)) {
      tokens.next();
      tokens.skipChildren();
      return;
    }
    @Nullable Object value = tokens.recall(field);
    if (value == null) {
      tokens.next();
      int start = tokens.start();
      value = FieldReaders.read(field.form(), tokens);
      if (value != null) {
        tokens.remember(field, start, value);
      }
    }
    values.put(field, value);
  }

  /** Whether the record has a field that is read at all, be it null or of the wrong type. */
  boolean has(RecordField field) {
    return values.containsKey(field);
  }

  Optional<String> text(RecordField field) {
    return Optional.ofNullable((String) values.get(field));
  }

  Optional<Map<?, ?>> object(RecordField field) {
    return Optional.ofNullable((Map<?, ?>) values.get(field));
  }

  /** What Lookout for Vision's request said, if this is one. */
  LookoutFields lookout() {
    return request().map(LookoutRequestParameters::fields).orElse(LookoutFields.NONE);
  }

  private Optional<LookoutRequestParameters> request() {
    return Optional.ofNullable(
        (LookoutRequestParameters) values.get(RecordField.REQUEST_PARAMETERS));
  }

  /**
   * A record of these values.
   *
   * @param key the fields that each record has, as they were validated
   */
  CloudTrailRecord toRecord(CloudTrailRecord.Key key, LookoutFields lookout, String json) {
    return new CloudTrailRecord(key, values, lookout, json);
  }
}
