package io.lookouttrail.scan;

import io.lookouttrail.identity.UserIdentity;
import io.lookouttrail.scan.CloudTrailRecord.LookoutFields;
import io.lookouttrail.scan.CloudTrailRecord.OnDemand;
import io.lookouttrail.scan.CloudTrailRecord.Resource;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one record's declared fields, as they were read. */
final class FieldValues {
  // A field that the record has is a key, if only of null.
  private final Map<RecordField, @Nullable Object> values = new EnumMap<>(RecordField.class);
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

  private Optional<Boolean> flag(RecordField field) {
    return Optional.ofNullable((Boolean) values.get(field));
  }

  private Optional<String> member(RecordField field, String key) {
    return object(field).flatMap(members -> textOf(members.get(key)));
  }

  private List<Resource> resources() {
    Object list = values.get(RecordField.RESOURCES);
    if (!(list instanceof List<?> entries)) {
      return List.of();
    }
    return entries.stream()
        .filter(Map.class::isInstance)
        .map(entry -> resource((Map<?, ?>) entry))
        .toList();
  }

  private static Resource resource(Map<?, ?> entry) {
    return new Resource(
        textOf(entry.get("ARN")).or(() -> textOf(entry.get("ARNPrefix"))),
        textOf(entry.get("accountId")),
        textOf(entry.get("type")));
  }

  private static Optional<String> textOf(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  private Optional<UserIdentity> userIdentity() {
    return Optional.ofNullable((UserIdentity) values.get(RecordField.USER_IDENTITY));
  }

  private Optional<String> requestParameters() {
    return request().map(LookoutRequestParameters::json);
  }

  private Optional<LookoutRequestParameters> request() {
    return Optional.ofNullable(
        (LookoutRequestParameters) values.get(RecordField.REQUEST_PARAMETERS));
  }

  /** The record that these values make, with key fields that were checked. */
  CloudTrailRecord toRecord(
      Instant time, String source, String name, LookoutFields lookout, String json) {
    return new CloudTrailRecord(
        time,
        source,
        name,
        text(RecordField.EVENT_VERSION),
        userIdentity(),
        text(RecordField.AWS_REGION),
        text(RecordField.SOURCE_IP_ADDRESS),
        text(RecordField.USER_AGENT),
        text(RecordField.ERROR_CODE),
        text(RecordField.ERROR_MESSAGE),
        requestParameters(),
        text(RecordField.RESPONSE_ELEMENTS),
        text(RecordField.ADDITIONAL_EVENT_DATA),
        text(RecordField.REQUEST_ID),
        text(RecordField.EVENT_ID),
        flag(RecordField.READ_ONLY),
        resources(),
        text(RecordField.EVENT_TYPE),
        text(RecordField.RECIPIENT_ACCOUNT_ID),
        text(RecordField.SHARED_EVENT_ID),
        text(RecordField.VPC_ENDPOINT_ID),
        text(RecordField.EVENT_CATEGORY),
        flag(RecordField.SESSION_CREDENTIAL_FROM_CONSOLE).orElse(false),
        member(RecordField.TLS_DETAILS, "tlsVersion"),
        member(RecordField.ADDENDUM, "reason"),
        member(RecordField.ADDENDUM, "originalEventID"),
        onDemand(),
        lookout,
        json);
  }

  private OnDemand onDemand() {
    return new OnDemand(
        text(RecordField.API_VERSION),
        flag(RecordField.MANAGEMENT_EVENT),
        text(RecordField.SERVICE_EVENT_DETAILS),
        text(RecordField.EDGE_DEVICE_DETAILS),
        text(RecordField.VPC_ENDPOINT_ACCOUNT_ID),
        text(RecordField.EVENT_CONTEXT));
  }
}
