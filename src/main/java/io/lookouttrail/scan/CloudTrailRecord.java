package io.lookouttrail.scan;

import io.lookouttrail.identity.UserIdentity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Record of a log file with the fields that CloudTrail declares.
 *
 * <p>A field that is missing, has another type than the declared one or was not read is empty;
 * {@link #json} has the whole record.
 *
 * <p>Source: CloudTrail user guide, "CloudTrail record contents", eventVersion up to 1.11.
 */
public final class CloudTrailRecord {
  private final Instant eventTime;
  private final String eventSource;
  private final String eventName;
  private final LookoutFields lookout;
  private final String json;
  private final Map<RecordField, @Nullable Object> values;
  private final List<Resource> resources;

  /**
   * Copies the values of a record's fields.
   *
   * @param key the fields that each record has, as they were validated
   * @param lookout the fields of a request to Lookout for Vision; {@link LookoutFields#NONE} for
   *     another event source
   * @param json the record's text in the file
   */
  CloudTrailRecord(
      Key key, EnumMap<RecordField, @Nullable Object> values, LookoutFields lookout, String json) {
    eventTime = key.eventTime();
    eventSource = key.eventSource();
    eventName = key.eventName();
    this.lookout = lookout;
    this.json = json;
    this.values = new EnumMap<>(values);
    resources = resources(values.get(RecordField.RESOURCES));
  }

  /** Fields without which a record is rejected. */
  record Key(Instant eventTime, String eventSource, String eventName) {}

  /** Entry of {@code resources}; {@code arn} is ARN or, without one, ARNPrefix. */
  public record Resource(Optional<String> arn, Optional<String> accountId, Optional<String> type) {}

  /**
   * Request fields of Lookout for Vision, from {@code requestParameters}; all empty for other
   * sources.
   */
  public record LookoutFields(
      Optional<String> projectName,
      Optional<String> modelVersion,
      Optional<String> datasetType,
      Optional<Integer> minInferenceUnits,
      Optional<Integer> maxInferenceUnits,
      Optional<String> resourceArn,
      Optional<String> clientToken) {

    /** No field. */
    public static final LookoutFields NONE =
        new LookoutFields(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  public Instant eventTime() {
    return eventTime;
  }

  public String eventSource() {
    return eventSource;
  }

  /** Matches {@code [A-Za-z0-9_.:-]{1,128}}. */
  public String eventName() {
    return eventName;
  }

  public Optional<String> eventVersion() {
    return text(RecordField.EVENT_VERSION);
  }

  public Optional<UserIdentity> userIdentity() {
    return Optional.ofNullable((UserIdentity) values.get(RecordField.USER_IDENTITY));
  }

  public Optional<String> awsRegion() {
    return text(RecordField.AWS_REGION);
  }

  public Optional<String> sourceIpAddress() {
    return text(RecordField.SOURCE_IP_ADDRESS);
  }

  public Optional<String> userAgent() {
    return text(RecordField.USER_AGENT);
  }

  public Optional<String> errorCode() {
    return text(RecordField.ERROR_CODE);
  }

  public Optional<String> errorMessage() {
    return text(RecordField.ERROR_MESSAGE);
  }

  /** The object's JSON text. */
  public Optional<String> requestParameters() {
    return Optional.ofNullable(
            (LookoutRequestParameters) values.get(RecordField.REQUEST_PARAMETERS))
        .map(LookoutRequestParameters::json);
  }

  /** The object's JSON text. */
  public Optional<String> responseElements() {
    return text(RecordField.RESPONSE_ELEMENTS);
  }

  /** The object's JSON text. */
  public Optional<String> additionalEventData() {
    return text(RecordField.ADDITIONAL_EVENT_DATA);
  }

  public Optional<String> requestId() {
    return text(RecordField.REQUEST_ID);
  }

  public Optional<String> eventId() {
    return text(RecordField.EVENT_ID);
  }

  public Optional<Boolean> readOnly() {
    return flag(RecordField.READ_ONLY);
  }

  public List<Resource> resources() {
    return resources;
  }

  public Optional<String> eventType() {
    return text(RecordField.EVENT_TYPE);
  }

  public Optional<String> recipientAccountId() {
    return text(RecordField.RECIPIENT_ACCOUNT_ID);
  }

  public Optional<String> sharedEventId() {
    return text(RecordField.SHARED_EVENT_ID);
  }

  public Optional<String> vpcEndpointId() {
    return text(RecordField.VPC_ENDPOINT_ID);
  }

  public Optional<String> eventCategory() {
    return text(RecordField.EVENT_CATEGORY);
  }

  /** Whether the record says so; false where the field is missing. */
  public boolean sessionCredentialFromConsole() {
    return flag(RecordField.SESSION_CREDENTIAL_FROM_CONSOLE).orElse(false);
  }

  public Optional<String> tlsVersion() {
    return member(RecordField.TLS_DETAILS, "tlsVersion");
  }

  /** DELIVERY_DELAY, UPDATED_DATA or SERVICE_OUTAGE. */
  public Optional<String> addendumReason() {
    return member(RecordField.ADDENDUM, "reason");
  }

  public Optional<String> originalEventId() {
    return member(RecordField.ADDENDUM, "originalEventID");
  }

  /** Empty in a scan for events, which does not read it. */
  public Optional<String> apiVersion() {
    return text(RecordField.API_VERSION);
  }

  /** Empty in a scan for events, which does not read it. */
  public Optional<Boolean> managementEvent() {
    return flag(RecordField.MANAGEMENT_EVENT);
  }

  /** The object's JSON text; empty in a scan for events, which does not read it. */
  public Optional<String> serviceEventDetails() {
    return text(RecordField.SERVICE_EVENT_DETAILS);
  }

  /** The object's JSON text; empty in a scan for events, which does not read it. */
  public Optional<String> edgeDeviceDetails() {
    return text(RecordField.EDGE_DEVICE_DETAILS);
  }

  /** Empty in a scan for events, which does not read it. */
  public Optional<String> vpcEndpointAccountId() {
    return text(RecordField.VPC_ENDPOINT_ACCOUNT_ID);
  }

  /** The object's JSON text; empty in a scan for events, which does not read it. */
  public Optional<String> eventContext() {
    return text(RecordField.EVENT_CONTEXT);
  }

  public LookoutFields lookout() {
    return lookout;
  }

  /** The whole record's text in the file. */
  public String json() {
    return json;
  }

  private Optional<String> text(RecordField field) {
    return Optional.ofNullable((String) values.get(field));
  }

  private Optional<Boolean> flag(RecordField field) {
    return Optional.ofNullable((Boolean) values.get(field));
  }

  private Optional<String> member(RecordField field, String key) {
    return values.get(field) instanceof Map<?, ?> members
        ? textOf(members.get(key))
        : Optional.empty();
  }

  private static List<Resource> resources(@Nullable Object value) {
    if (!(value instanceof List<?> entries)) {
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CloudTrailRecord record
        && eventTime.equals(record.eventTime)
        && eventSource.equals(record.eventSource)
        && eventName.equals(record.eventName)
        && lookout.equals(record.lookout)
        && json.equals(record.json)
        && values.equals(record.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(eventTime, eventSource, eventName, json);
  }

  @Override
  public String toString() {
    return json;
  }
}
