package io.lookouttrail.scan;

import io.lookouttrail.identity.UserIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record of a log file by CloudTrail's declared fields; of wrong-typed or missing fields nothing
 * is invented: they are empty, and {@code json} still has them.
 *
 * <p>Source: CloudTrail user guide, "CloudTrail record contents", eventVersion up to 1.11.
 *
 * @param eventTime never absent
 * @param eventSource never absent
 * @param eventName never absent; {@code [A-Za-z0-9_.:-]{1,128}}
 * @param requestParameters JSON text of the object
 * @param responseElements JSON text of the object
 * @param additionalEventData JSON text of the object
 * @param sessionCredentialFromConsole true where the record says "true"
 * @param addendumReason DELIVERY_DELAY, UPDATED_DATA or SERVICE_OUTAGE
 * @param onDemand what is only read where it is asked for
 * @param json the whole record as it stood in the file
 */
public record CloudTrailRecord(
    Instant eventTime,
    String eventSource,
    String eventName,
    Optional<String> eventVersion,
    Optional<UserIdentity> userIdentity,
    Optional<String> awsRegion,
    Optional<String> sourceIpAddress,
    Optional<String> userAgent,
    Optional<String> errorCode,
    Optional<String> errorMessage,
    Optional<String> requestParameters,
    Optional<String> responseElements,
    Optional<String> additionalEventData,
    Optional<String> requestId,
    Optional<String> eventId,
    Optional<Boolean> readOnly,
    List<Resource> resources,
    Optional<String> eventType,
    Optional<String> recipientAccountId,
    Optional<String> sharedEventId,
    Optional<String> vpcEndpointId,
    Optional<String> eventCategory,
    boolean sessionCredentialFromConsole,
    Optional<String> tlsVersion,
    Optional<String> addendumReason,
    Optional<String> originalEventId,
    OnDemand onDemand,
    LookoutFields lookout,
    String json) {

  public CloudTrailRecord {
    resources = List.copyOf(resources);
  }

  /** An entry of a record's resources; {@code arn} also holds an ARNPrefix. */
  public record Resource(Optional<String> arn, Optional<String> accountId, Optional<String> type) {}

  /**
   * Declared fields that a scan for events leaves to the record's text.
   *
   * @param serviceEventDetails JSON text of the object
   * @param edgeDeviceDetails JSON text of the object
   * @param eventContext JSON text of the object
   */
  public record OnDemand(
      Optional<String> apiVersion,
      Optional<Boolean> managementEvent,
      Optional<String> serviceEventDetails,
      Optional<String> edgeDeviceDetails,
      Optional<String> vpcEndpointAccountId,
      Optional<String> eventContext) {}

  /**
   * The request fields that matter for Lookout for Vision, read from requestParameters; all empty
   * for other sources.
   */
  public record LookoutFields(
      Optional<String> projectName,
      Optional<String> modelVersion,
      Optional<String> datasetType,
      Optional<Integer> minInferenceUnits,
      Optional<Integer> maxInferenceUnits,
      Optional<String> resourceArn,
      Optional<String> clientToken) {

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
}
