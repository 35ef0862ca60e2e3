package io.lookouttrail.source;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.identity.UserIdentity;
import io.lookouttrail.identity.UserIdentity.SessionContext;
import io.lookouttrail.scan.CloudTrailRecord;
import io.lookouttrail.scan.body.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of the connector: CloudTrail's declared fields under their own names, the record's text,
 * and metadata columns with the file and the index of the record.
 *
 * <p>Source: CloudTrail user guide, "CloudTrail record contents".
 */
final class ConnectorColumns {
  static final String EVENT_SOURCE = "eventSource";
  static final String EVENT_NAME = "eventName";
  static final String EVENT_TIME = "eventTime";
  static final String REGION = "awsRegion";
  static final String ACCOUNT = "recipientAccountId";

  static final String KEY_ACCOUNT = "_account";
  static final String KEY_REGION = "_region";
  static final String DELIVERED_AT = "_delivered_at";

  /**
   * Source of a row: a record, or a problem of a record or a file.
   *
   * @param index 0-based index of the record in its file; empty for a problem of the file
   */
  record Entry(
      LogFile file,
      OptionalInt index,
      Optional<CloudTrailRecord> record,
      Optional<Problem> problem) {

    private <T> Optional<T> optional(Function<CloudTrailRecord, Optional<T>> field) {
      return record.flatMap(field);
    }

    private <T> Optional<T> required(Function<CloudTrailRecord, T> field) {
      return record.map(field);
    }
  }

  /** Reason why an event was delivered as an addendum. */
  private record Addendum(Optional<String> reason, Optional<String> originalEventId) {
    static Optional<Addendum> of(CloudTrailRecord record) {
      return Optional.of(new Addendum(record.addendumReason(), record.originalEventId()))
          .filter(some -> some.reason().isPresent() || some.originalEventId().isPresent());
    }
  }

  private static final ColumnMapping<Entry> MAPPING = mapping();

  private static final StructType METADATA =
      new StructType()
          .add("_file", DataTypes.StringType)
          .add("_index", DataTypes.IntegerType)
          .add(KEY_ACCOUNT, DataTypes.StringType)
          .add(KEY_REGION, DataTypes.StringType)
          .add(DELIVERED_AT, DataTypes.TimestampType)
          .add("_problem", DataTypes.StringType);

  private ConnectorColumns() {}

  /** The columns that {@code SELECT *} gives. */
  static StructType columns() {
    Set<String> hidden = Set.of(METADATA.fieldNames());
    return new StructType(
        Arrays.stream(MAPPING.type().fields())
            .filter(field -> !hidden.contains(field.name()))
            .toArray(org.apache.spark.sql.types.StructField[]::new));
  }

  /** Returns the metadata columns, which {@code SELECT *} leaves out. */
  static StructType metadata() {
    return METADATA;
  }

  /** Returns a function from an entry to a row of the required columns. */
  static Function<Entry, InternalRow> project(StructType requiredSchema) {
    return MAPPING.project(requiredSchema);
  }

  /** Returns the names of the record's fields that the required columns need. */
  static Set<String> fields(StructType requiredSchema) {
    return new LinkedHashSet<>(Arrays.asList(requiredSchema.fieldNames()));
  }

  /** Returns Spark's inner form of a timestamp. */
  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static ColumnMapping<Entry> mapping() {
    ColumnMapping<Entry> mapping = new ColumnMapping<>();
    mapping.text("eventVersion", row -> row.optional(CloudTrailRecord::eventVersion));
    mapping.struct("userIdentity", identity(), row -> row.optional(CloudTrailRecord::userIdentity));
    mapping.add(
        EVENT_TIME,
        DataTypes.TimestampType,
        row -> row.record().map(record -> micros(record.eventTime())).orElse(null));
    mapping.text(EVENT_SOURCE, row -> row.required(CloudTrailRecord::eventSource));
    mapping.text(EVENT_NAME, row -> row.required(CloudTrailRecord::eventName));
    mapping.text(REGION, row -> row.optional(CloudTrailRecord::awsRegion));
    mapping.text("sourceIPAddress", row -> row.optional(CloudTrailRecord::sourceIpAddress));
    mapping.text("userAgent", row -> row.optional(CloudTrailRecord::userAgent));
    mapping.text("errorCode", row -> row.optional(CloudTrailRecord::errorCode));
    mapping.text("errorMessage", row -> row.optional(CloudTrailRecord::errorMessage));
    mapping.text("requestParameters", row -> row.optional(CloudTrailRecord::requestParameters));
    mapping.text("responseElements", row -> row.optional(CloudTrailRecord::responseElements));
    mapping.text("additionalEventData", row -> row.optional(CloudTrailRecord::additionalEventData));
    mapping.text("requestID", row -> row.optional(CloudTrailRecord::requestId));
    mapping.text("eventID", row -> row.optional(CloudTrailRecord::eventId));
    mapping.flag("readOnly", row -> row.optional(CloudTrailRecord::readOnly));
    mapping.list(
        "resources",
        resource(),
        row -> row.record().map(CloudTrailRecord::resources).orElse(java.util.List.of()));
    mapping.text("eventType", row -> row.optional(CloudTrailRecord::eventType));
    mapping.text("apiVersion", row -> row.optional(CloudTrailRecord::apiVersion));
    mapping.flag("managementEvent", row -> row.optional(CloudTrailRecord::managementEvent));
    mapping.text(ACCOUNT, row -> row.optional(CloudTrailRecord::recipientAccountId));
    mapping.text("serviceEventDetails", row -> row.optional(CloudTrailRecord::serviceEventDetails));
    mapping.text("sharedEventID", row -> row.optional(CloudTrailRecord::sharedEventId));
    mapping.text("vpcEndpointId", row -> row.optional(CloudTrailRecord::vpcEndpointId));
    mapping.text(
        "vpcEndpointAccountId", row -> row.optional(CloudTrailRecord::vpcEndpointAccountId));
    mapping.text("eventCategory", row -> row.optional(CloudTrailRecord::eventCategory));
    mapping.struct("addendum", addendum(), row -> row.optional(Addendum::of));
    mapping.flag(
        "sessionCredentialFromConsole",
        row -> row.required(CloudTrailRecord::sessionCredentialFromConsole));
    mapping.text("eventContext", row -> row.optional(CloudTrailRecord::eventContext));
    mapping.text("edgeDeviceDetails", row -> row.optional(CloudTrailRecord::edgeDeviceDetails));
    mapping.struct("tlsDetails", tls(), row -> row.optional(CloudTrailRecord::tlsVersion));
    mapping.text("record", row -> row.required(CloudTrailRecord::json));
    return addMetadata(mapping);
  }

  private static ColumnMapping<Entry> addMetadata(ColumnMapping<Entry> mapping) {
    mapping.text("_file", row -> Optional.of(row.file().sourceFile()));
    mapping.add(
        "_index",
        DataTypes.IntegerType,
        row -> row.index().isPresent() ? row.index().getAsInt() : null);
    mapping.text(KEY_ACCOUNT, row -> row.file().keyAccount());
    mapping.text(KEY_REGION, row -> row.file().keyRegion());
    mapping.add(
        DELIVERED_AT,
        DataTypes.TimestampType,
        row -> row.file().keyDeliveredAt().map(ConnectorColumns::micros).orElse(null));
    return mapping.text("_problem", row -> row.problem().map(ConnectorColumns::text));
  }

  /** Returns the text of column {@code _problem}. */
  static String text(Problem problem) {
    return problem.kind().label() + ": " + problem.detail();
  }

  private static ColumnMapping<UserIdentity> identity() {
    return new ColumnMapping<UserIdentity>()
        .text("type", UserIdentity::type)
        .text("userName", UserIdentity::userName)
        .text("principalId", UserIdentity::principalId)
        .text("arn", UserIdentity::arn)
        .text("accountId", UserIdentity::accountId)
        .text("accessKeyId", UserIdentity::accessKeyId)
        .text("invokedBy", UserIdentity::invokedBy)
        .text("identityProvider", UserIdentity::identityProvider)
        .text("credentialId", UserIdentity::credentialId)
        .struct("sessionContext", session(), UserIdentity::sessionContext)
        .struct(
            "onBehalfOf",
            new ColumnMapping<UserIdentity.OnBehalfOf>()
                .text("userId", UserIdentity.OnBehalfOf::userId)
                .text("identityStoreArn", UserIdentity.OnBehalfOf::identityStoreArn),
            UserIdentity::onBehalfOf)
        .struct(
            "inScopeOf",
            new ColumnMapping<UserIdentity.InScopeOf>()
                .text("sourceArn", UserIdentity.InScopeOf::sourceArn)
                .text("sourceAccount", UserIdentity.InScopeOf::sourceAccount)
                .text("issuerType", UserIdentity.InScopeOf::issuerType)
                .text("credentialsIssuedTo", UserIdentity.InScopeOf::credentialsIssuedTo),
            UserIdentity::inScopeOf)
        .struct(
            "invokedByDelegate",
            new ColumnMapping<String>().text("accountId", Optional::of),
            UserIdentity::invokedByDelegateAccountId);
  }

  private static ColumnMapping<SessionContext> session() {
    return new ColumnMapping<SessionContext>()
        .struct(
            "sessionIssuer",
            new ColumnMapping<UserIdentity.SessionIssuer>()
                .text("type", UserIdentity.SessionIssuer::type)
                .text("userName", UserIdentity.SessionIssuer::userName)
                .text("principalId", UserIdentity.SessionIssuer::principalId)
                .text("arn", UserIdentity.SessionIssuer::arn)
                .text("accountId", UserIdentity.SessionIssuer::accountId),
            SessionContext::sessionIssuer)
        .struct(
            "webIdFederationData",
            new ColumnMapping<SessionContext>()
                .text("federatedProvider", SessionContext::federatedProvider)
                .text("attributes", SessionContext::webIdFederationAttributes),
            context ->
                Optional.of(context)
                    .filter(
                        some ->
                            some.federatedProvider().isPresent()
                                || some.webIdFederationAttributes().isPresent()))
        .struct(
            "attributes",
            new ColumnMapping<SessionContext>()
                .text("creationDate", SessionContext::creationDate)
                .flag("mfaAuthenticated", SessionContext::mfaAuthenticated),
            context ->
                Optional.of(context)
                    .filter(
                        some ->
                            some.creationDate().isPresent() || some.mfaAuthenticated().isPresent()))
        .text("sourceIdentity", SessionContext::sourceIdentity)
        .text("ec2RoleDelivery", SessionContext::ec2RoleDelivery)
        .text("assumedRoot", SessionContext::assumedRoot)
        .text("ec2IssuedInVpc", SessionContext::ec2IssuedInVpc);
  }

  private static ColumnMapping<CloudTrailRecord.Resource> resource() {
    return new ColumnMapping<CloudTrailRecord.Resource>()
        .text("ARN", CloudTrailRecord.Resource::arn)
        .text("accountId", CloudTrailRecord.Resource::accountId)
        .text("type", CloudTrailRecord.Resource::type);
  }

  private static ColumnMapping<Addendum> addendum() {
    return new ColumnMapping<Addendum>()
        .text("reason", Addendum::reason)
        .text("originalEventID", Addendum::originalEventId);
  }

  private static ColumnMapping<String> tls() {
    return new ColumnMapping<String>().text("tlsVersion", Optional::of);
  }
}
