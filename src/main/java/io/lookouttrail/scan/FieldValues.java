package io.lookouttrail.scan;

import io.lookouttrail.scan.CloudTrailRecord.LookoutFields;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of the declared fields of one record, reused for one record after the other. */
final class FieldValues {
  // A field that the record has is a key here; its value is null if its type is wrong.
  private final EnumMap<RecordField, @Nullable Object> values = new EnumMap<>(RecordField.class);
  private final EnumSet<RecordField> read = EnumSet.noneOf(RecordField.class);

  /**
   * @param selection which fields are read; the others are skipped
   */
  FieldValues(RecordSelection selection) {
    for (RecordField field : RecordField.values()) {
      if (selection.includesField(field)) {
        read.add(field);
      }
    }
  }

  /** Begins a record. */
  void clear() {
    values.clear();
  }

  /** Reads the value after a field's key; if a field occurs twice, the first counts. */
  void read(RecordField field, RecordJsonReader tokens) throws IOException {
    tokens.next();
    if (!read.contains(field) || values.containsKey(field)) {
      tokens.skipChildren();
      return;
    }
    values.put(field, FieldReaders.read(field.form(), tokens));
  }

  /** Returns whether the record has a field that is read, even if its value is null or invalid. */
  boolean has(RecordField field) {
    return values.containsKey(field);
  }

  Optional<String> text(RecordField field) {
    return Optional.ofNullable((String) values.get(field));
  }

  Optional<Map<?, ?>> object(RecordField field) {
    return Optional.ofNullable((Map<?, ?>) values.get(field));
  }

  /** Returns the request fields of Lookout for Vision; empty ones without requestParameters. */
  LookoutFields lookout() {
    return request().map(LookoutRequestParameters::fields).orElse(LookoutFields.NONE);
  }

  private Optional<LookoutRequestParameters> request() {
    return Optional.ofNullable(
        (LookoutRequestParameters) values.get(RecordField.REQUEST_PARAMETERS));
  }

  /**
   * Returns the record of these values.
   *
   * @param key the validated fields that each record has
   */
  CloudTrailRecord toRecord(CloudTrailRecord.Key key, LookoutFields lookout, String json) {
    return new CloudTrailRecord(key, values, lookout, json);
  }
}
