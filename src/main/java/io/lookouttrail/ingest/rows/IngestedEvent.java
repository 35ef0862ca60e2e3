package io.lookouttrail.ingest.rows;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.identity.ActionCatalogue.Classification;
import io.lookouttrail.identity.Attribution;
import io.lookouttrail.identity.Client;
import io.lookouttrail.identity.Outcome;
import io.lookouttrail.identity.ResourceArns;
import io.lookouttrail.identity.UserIdentity;
import io.lookouttrail.scan.CloudTrailRecord;
import io.lookouttrail.scan.CloudTrailRecord.LookoutFields;
import io.lookouttrail.scan.ScanEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A record of a log file, with what follows from it: who acted, what the call was, how it ended.
 *
 * @param file the file that has the record
 * @param recordIndex the record's place in the file, from 0
 * @param accountId the account that the event belongs to; {@code unknown} where neither the record
 *     nor the file's key names one
 */
public record IngestedEvent(
    LogFile file,
    int recordIndex,
    CloudTrailRecord record,
    RunStamp stamp,
    String accountId,
    Attribution who,
    Classification classification,
    Outcome outcome) {
  private static final String UNKNOWN_ACCOUNT = "unknown";
  private static final String CORRECTION = "UPDATED_DATA";

  public static IngestedEvent of(LogFile file, ScanEntry.RecordEntry found, RunStamp stamp) {
    CloudTrailRecord record = found.record();
    String accountId = accountId(file, record);
    return new IngestedEvent(
        file,
        found.recordIndex(),
        record,
        stamp,
        accountId,
        Attribution.of(
            record.userIdentity(),
            Optional.of(accountId),
            record.sourceIpAddress(),
            record.userAgent(),
            record.sessionCredentialFromConsole()),
        ActionCatalogue.classify(record.eventSource(), record.eventName(), record.readOnly()),
        Outcome.of(record.errorCode(), record.errorMessage()));
  }

  private static String accountId(LogFile file, CloudTrailRecord record) {
    // The caller's account is no substitute: the call may have been to another account.
    return record.recipientAccountId().or(file::keyAccount).orElse(UNKNOWN_ACCOUNT);
  }

  /** The record's id; {@code sha256-} and the hash of the record's text where it has none. */
  public String eventId() {
    return record.eventId().orElseGet(() -> "sha256-" + sha256(record.json()));
  }

  /** UTC day of the call. */
  public LocalDate eventDate() {
    return LocalDate.ofInstant(record.eventTime(), ZoneOffset.UTC);
  }

  /** The Region that was called, else that of the file's key. */
  public Optional<String> region() {
    return record.awsRegion().or(file::keyRegion);
  }

  /** The id of the earlier event that this one replaces. */
  public Optional<String> correctsEventId() {
    return record
        .originalEventId()
        .filter(id -> record.addendumReason().equals(Optional.of(CORRECTION)));
  }

  /** The kind of program that made the call. */
  public Client client() {
    return Client.of(
        record.userAgent(),
        record.sourceIpAddress(),
        record.userIdentity().flatMap(UserIdentity::invokedBy),
        record.eventType(),
        record.sessionCredentialFromConsole());
  }

  /** The ARN of the resource that was called: as the record names it, else built from its names. */
  public Optional<String> resourceArn() {
    LookoutFields fields = record.lookout();
    return ResourceArns.resourceArn(
        fields.resourceArn(),
        record.resources().stream().flatMap(resource -> resource.arn().stream()).findFirst(),
        region(),
        Optional.of(accountId),
        fields.projectName(),
        fields.modelVersion());
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
