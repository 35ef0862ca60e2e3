package io.lookouttrail.tables;

import io.lookouttrail.identity.ActionCatalogue.Classification;
import io.lookouttrail.identity.Attribution;
import io.lookouttrail.identity.Client;
import io.lookouttrail.identity.Outcome;
import io.lookouttrail.identity.UserIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An event as the events table holds it, by the table's groups of columns. */
public record Event(
    Occurrence occurrence,
    Attribution who,
    Origin origin,
    Request request,
    Ending ending,
    Delivered delivered,
    Provenance provenance) {

  /**
   * When and where.
   *
   * @param eventId {@code sha256-<hash of the record>} where the record has none
   * @param accountId {@code unknown} where neither record nor key names one
   * @param correctsEventId the earlier event that this one replaces
   */
  public record Occurrence(
      String eventId,
      Instant eventTime,
      String eventName,
      String eventSource,
      Optional<String> eventVersion,
      Optional<String> eventType,
      Optional<String> eventCategory,
      Optional<String> region,
      String accountId,
      Optional<String> correctsEventId) {}

  /** From where. */
  public record Origin(
      Optional<String> sourceIp,
      Optional<String> userAgent,
      Client client,
      Optional<String> tlsVersion,
      Optional<String> vpcEndpointId) {}

  /** What was asked for. */
  public record Request(
      Optional<Boolean> readOnly,
      Classification classification,
      Optional<String> projectName,
      Optional<String> modelVersion,
      Optional<String> datasetType,
      Optional<Integer> minInferenceUnits,
      Optional<Integer> maxInferenceUnits,
      Optional<String> resourceArn,
      Optional<String> clientToken) {}

  /** How it ended. */
  public record Ending(
      Outcome outcome, Optional<String> errorCode, Optional<String> errorMessage) {}

  /** What the record says, as it says it; the texts are JSON. */
  public record Delivered(
      Optional<UserIdentity> userIdentity,
      List<Resource> resources,
      Optional<String> requestParameters,
      Optional<String> responseElements,
      Optional<String> additionalEventData,
      Optional<String> requestId,
      Optional<String> sharedEventId,
      String record) {

    public Delivered {
      resources = List.copyOf(resources);
    }
  }

  /** A resource that the call touched. */
  public record Resource(Optional<String> arn, Optional<String> accountId, Optional<String> type) {}

  /**
   * Where the row comes from.
   *
   * @param recordIndex 0-based place in the file
   * @param deliveredAt delivery time of the file; orders copies, is not stored
   */
  public record Provenance(
      String sourceFile, int recordIndex, Instant deliveredAt, Instant ingestedAt, String runId) {}
}
