package io.lookouttrail.ingest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.identity.Attribution;
import io.lookouttrail.identity.Client;
import io.lookouttrail.identity.Outcome;
import io.lookouttrail.identity.ResourceArns;
import io.lookouttrail.identity.UserIdentity;
import io.lookouttrail.scan.CloudTrailRecord;
import io.lookouttrail.scan.ScanEntry;
import io.lookouttrail.tables.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Makes a record the event that the table holds: who acted, what it was, how it ended. */
final class EventMapper {
  private static final String UNKNOWN_ACCOUNT = "unknown";
  private static final String CORRECTION = "UPDATED_DATA";

  private EventMapper() {}

  static Event event(LogFile file, ScanEntry.RecordEntry found, RunStamp stamp) {
    CloudTrailRecord record = found.record();
    String accountId = accountId(file, record);
    Optional<String> region = record.awsRegion().or(file::keyRegion);
    return new Event(
        occurrence(record, accountId, region),
        Attribution.of(
            record.userIdentity(),
            Optional.of(accountId),
            record.sourceIpAddress(),
            record.userAgent(),
            record.sessionCredentialFromConsole()),
        origin(record),
        request(record, accountId, region),
        new Event.Ending(
            Outcome.of(record.errorCode(), record.errorMessage()),
            record.errorCode(),
            record.errorMessage()),
        delivered(record),
        new Event.Provenance(
            file.sourceFile(),
            found.recordIndex(),
            file.deliveredAt(),
            stamp.ingestedAt(),
            stamp.runId()));
  }

  private static String accountId(LogFile file, CloudTrailRecord record) {
    return record
        .recipientAccountId()
        .or(file::keyAccount)
        .or(() -> record.userIdentity().flatMap(UserIdentity::accountId))
        .orElse(UNKNOWN_ACCOUNT);
  }

  private static Event.Occurrence occurrence(
      CloudTrailRecord record, String accountId, Optional<String> region) {
    return new Event.Occurrence(
        record.eventId().orElseGet(() -> "sha256-" + sha256(record.json())),
        record.eventTime(),
        record.eventName(),
        record.eventSource(),
        record.eventVersion(),
        record.eventType(),
        record.eventCategory(),
        region,
        accountId,
        record
            .originalEventId()
            .filter(id -> record.addendumReason().equals(Optional.of(CORRECTION))));
  }

  private static Event.Origin origin(CloudTrailRecord record) {
    return new Event.Origin(
        record.sourceIpAddress(),
        record.userAgent(),
        Client.of(
            record.userAgent(),
            record.sourceIpAddress(),
            record.userIdentity().flatMap(UserIdentity::invokedBy),
            record.eventType(),
            record.sessionCredentialFromConsole()),
        record.tlsVersion(),
        record.vpcEndpointId());
  }

  private static Event.Request request(
      CloudTrailRecord record, String accountId, Optional<String> region) {
    CloudTrailRecord.LookoutFields fields = record.lookout();
    return new Event.Request(
        record.readOnly(),
        ActionCatalogue.classify(record.eventSource(), record.eventName(), record.readOnly()),
        fields.projectName(),
        fields.modelVersion(),
        fields.datasetType(),
        fields.minInferenceUnits(),
        fields.maxInferenceUnits(),
        ResourceArns.resourceArn(
            fields.resourceArn(),
            record.resources().stream().flatMap(resource -> resource.arn().stream()).findFirst(),
            region,
            Optional.of(accountId),
            fields.projectName(),
            fields.modelVersion()),
        fields.clientToken());
  }

  private static Event.Delivered delivered(CloudTrailRecord record) {
    return new Event.Delivered(
        record.userIdentity(),
        record.resources().stream()
            .map(
                resource ->
                    new Event.Resource(resource.arn(), resource.accountId(), resource.type()))
            .toList(),
        record.requestParameters(),
        record.responseElements(),
        record.additionalEventData(),
        record.requestId(),
        record.sharedEventId(),
        record.json());
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
