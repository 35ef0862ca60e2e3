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
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the connector: CloudTrail's declared fields under their own names, the whole
 * record, and, as metadata columns, where each was read.
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
   * What a row is made of: a record, or what is wrong with it or its file.
   *
   * @param index 0-based place of the record in its file; null for the file itself
   */
  record Source(
      LogFile file,
      @Nullable Integer index,
      Optional<CloudTrailRecord> record,
      Optional<Problem> problem) {

    private <T> Optional<T> of(Function<CloudTrailRecord, Optional<T>> field) {
      return record.flatMap(field);
    }

    private <T> Optional<T> always(Function<CloudTrailRecord, T> field) {
      return record.map(field);
    }
  }

  /** Which TLS version a call used, and why an event was delivered as an addendum. */
  private record Addendum(Optional<String> reason, Optional<String> originalEventId) {
    static Optional<Addendum> of(CloudTrailRecord record) {
      return Optional.of(new Addendum(record.addendumReason(), record.originalEventId()))
          .filter(some -> some.reason().isPresent() || some.originalEventId().isPresent());
    }
  }

  private static final ColumnMapping<Source> SHAPE = shape();

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
        Arrays.stream(SHAPE.type().fields())
            .filter(field -> !hidden.contains(field.name()))
            .toArray(org.apache.spark.sql.types.StructField[]::new));
  }

  /** The columns that have to be asked for by name. */
  static StructType metadata() {
    return METADATA;
  }

  /** A function from what was read to a row of the columns asked for. */
  static Function<Source, InternalRow> project(StructType asked) {
    return SHAPE.project(asked);
  }

  /** The fields of a record that these columns are made of. */
  static Set<String> fields(StructType asked) {
    return new LinkedHashSet<>(Arrays.asList(asked.fieldNames()));
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static ColumnMapping<Source> shape() {
    ColumnMapping<Source> shape = new ColumnMapping<>();
    shape.text("eventVersion", row -> row.of(CloudTrailRecord::eventVersion));
    shape.struct("userIdentity", identity(), row -> row.of(CloudTrailRecord::userIdentity));
    shape.add(
        EVENT_TIME,
        DataTypes.TimestampType,
        row -> row.record().map(record -> micros(record.eventTime())).orElse(null));
    shape.text(EVENT_SOURCE, row -> row.always(CloudTrailRecord::eventSource));
    shape.text(EVENT_NAME, row -> row.always(CloudTrailRecord::eventName));
    shape.text(REGION, row -> row.of(CloudTrailRecord::awsRegion));
    shape.text("sourceIPAddress", row -> row.of(CloudTrailRecord::sourceIpAddress));
    shape.text("userAgent", row -> row.of(CloudTrailRecord::userAgent));
    shape.text("errorCode", row -> row.of(CloudTrailRecord::errorCode));
    shape.text("errorMessage", row -> row.of(CloudTrailRecord::errorMessage));
    shape.text("requestParameters", row -> row.of(CloudTrailRecord::requestParameters));
    shape.text("responseElements", row -> row.of(CloudTrailRecord::responseElements));
    shape.text("additionalEventData", row -> row.of(CloudTrailRecord::additionalEventData));
    shape.text("requestID", row -> row.of(CloudTrailRecord::requestId));
    shape.text("eventID", row -> row.of(CloudTrailRecord::eventId));
    shape.flag("readOnly", row -> row.of(CloudTrailRecord::readOnly));
    shape.list(
        "resources",
        resource(),
        row -> row.record().map(CloudTrailRecord::resources).orElse(java.util.List.of()));
    shape.text("eventType", row -> row.of(CloudTrailRecord::eventType));
    shape.text("apiVersion", row -> row.of(CloudTrailRecord::apiVersion));
    shape.flag("managementEvent", row -> row.of(CloudTrailRecord::managementEvent));
    shape.text(ACCOUNT, row -> row.of(CloudTrailRecord::recipientAccountId));
    shape.text("serviceEventDetails", row -> row.of(CloudTrailRecord::serviceEventDetails));
    shape.text("sharedEventID", row -> row.of(CloudTrailRecord::sharedEventId));
    shape.text("vpcEndpointId", row -> row.of(CloudTrailRecord::vpcEndpointId));
    shape.text("vpcEndpointAccountId", row -> row.of(CloudTrailRecord::vpcEndpointAccountId));
    shape.text("eventCategory", row -> row.of(CloudTrailRecord::eventCategory));
    shape.struct("addendum", addendum(), row -> row.of(Addendum::of));
    shape.flag(
        "sessionCredentialFromConsole",
        row -> row.always(CloudTrailRecord::sessionCredentialFromConsole));
    shape.text("eventContext", row -> row.of(CloudTrailRecord::eventContext));
    shape.text("edgeDeviceDetails", row -> row.of(CloudTrailRecord::edgeDeviceDetails));
    shape.struct("tlsDetails", tls(), row -> row.of(CloudTrailRecord::tlsVersion));
    shape.text("record", row -> row.always(CloudTrailRecord::json));
    return addPlace(shape);
  }

  private static ColumnMapping<Source> addPlace(ColumnMapping<Source> shape) {
    shape.text("_file", row -> Optional.of(row.file().sourceFile()));
    shape.add("_index", DataTypes.IntegerType, Source::index);
    shape.text(KEY_ACCOUNT, row -> row.file().keyAccount());
    shape.text(KEY_REGION, row -> row.file().keyRegion());
    shape.add(DELIVERED_AT, DataTypes.TimestampType, row -> micros(row.file().deliveredAt()));
    return shape.text("_problem", row -> row.problem().map(ConnectorColumns::words));
  }

  static String words(Problem problem) {
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
