package io.lookouttrail.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.lookouttrail.identity.AccessLevel;
import io.lookouttrail.identity.ActionGroup;
import io.lookouttrail.identity.Attribution;
import io.lookouttrail.identity.UserIdentity;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The schema of the events table, and how an {@link Event} becomes a row of it. */
final class EventSchema {
  private EventSchema() {}

  private static final StructType SESSION_ISSUER =
      strings("type", "user_name", "principal_id", "arn", "account_id");

  private static final StructType SESSION_CONTEXT =
      new StructType()
          .add("session_issuer", SESSION_ISSUER)
          .add("federated_provider", StringType)
          .add("web_id_federation_attributes", StringType)
          .add("creation_date", StringType)
          .add("mfa_authenticated", BooleanType)
          .add("source_identity", StringType)
          .add("ec2_role_delivery", StringType)
          .add("assumed_root", StringType)
          .add("ec2_issued_in_vpc", StringType);

  /** userIdentity by CloudTrail's declared fields. */
  static final StructType USER_IDENTITY =
      strings(
              "type",
              "user_name",
              "principal_id",
              "arn",
              "account_id",
              "access_key_id",
              "invoked_by",
              "identity_provider",
              "credential_id")
          .add("session_context", SESSION_CONTEXT)
          .add("on_behalf_of", strings("user_id", "identity_store_arn"))
          .add(
              "in_scope_of",
              strings("source_arn", "source_account", "issuer_type", "credentials_issued_to"))
          .add("invoked_by_delegate_account_id", StringType);

  private static final StructType RESOURCE = strings("arn", "account_id", "type");

  static final StructType EVENT =
      new StructType()
          // when, where
          .add("event_id", StringType, false)
          .add("event_time", TimestampType, false)
          .add("event_date", DateType, false)
          .add("action", StringType, false)
          .add("event_name", StringType, false)
          .add("event_source", StringType, false)
          .add("event_version", StringType)
          .add("event_type", StringType)
          .add("event_category", StringType)
          .add("region", StringType)
          .add("account_id", StringType, false)
          .add("corrects_event_id", StringType)
          // who
          .add("actor", StringType)
          .add("actor_kind", StringType)
          .add("identity_type", StringType)
          .add("principal_id", StringType)
          .add("principal_arn", StringType)
          .add("caller_account_id", StringType)
          .add("access_key_id", StringType)
          .add("credential_kind", StringType)
          .add("temporary_credentials", BooleanType)
          .add("role_arn", StringType)
          .add("role_name", StringType)
          .add("permission_set", StringType)
          .add("session_name", StringType)
          .add("source_identity", StringType)
          .add("mfa_authenticated", BooleanType)
          .add("invoked_by", StringType)
          .add("cross_account", BooleanType)
          .add("federated_provider", StringType)
          // from where
          .add("source_ip", StringType)
          .add("user_agent", StringType)
          .add("client", StringType)
          .add("tls_version", StringType)
          .add("vpc_endpoint_id", StringType)
          // what
          .add("read_only", BooleanType)
          .add("access_level", StringType)
          .add("action_group", StringType)
          .add("call_class", StringType)
          .add("project_name", StringType)
          .add("model_version", StringType)
          .add("dataset_type", StringType)
          .add("min_inference_units", IntegerType)
          .add("max_inference_units", IntegerType)
          .add("resource_arn", StringType)
          .add("client_token", StringType)
          // how it ended
          .add("outcome", StringType)
          .add("error_code", StringType)
          .add("error_message", StringType)
          // as delivered
          .add("user_identity", USER_IDENTITY)
          .add("resources", createArrayType(RESOURCE))
          .add("request_parameters", StringType)
          .add("response_elements", StringType)
          .add("additional_event_data", StringType)
          .add("request_id", StringType)
          .add("shared_event_id", StringType)
          .add("record", StringType)
          // provenance
          .add("source_file", StringType)
          .add("record_index", IntegerType)
          .add("ingested_at", TimestampType)
          .add("run_id", StringType);

  /** Maps an event to a row of {@link #EVENT}, followed by the time of its delivery. */
  static Row row(Event event) {
    RowBuilder row = new RowBuilder(EVENT.size() + 1);
    occurrence(row, event.occurrence(), event.request().classification().action());
    who(row, event.who());
    origin(row, event.origin());
    request(row, event.request());
    row.add(event.ending().outcome().label())
        .add(event.ending().errorCode())
        .add(event.ending().errorMessage());
    delivered(row, event.delivered());
    Event.Provenance from = event.provenance();
    row.add(from.sourceFile()).add(from.recordIndex()).add(from.ingestedAt()).add(from.runId());
    return row.add(from.deliveredAt()).toRow();
  }

  private static void occurrence(RowBuilder row, Event.Occurrence event, String action) {
    row.add(event.eventId())
        .add(event.eventTime())
        .add(LocalDate.ofInstant(event.eventTime(), ZoneOffset.UTC))
        .add(action)
        .add(event.eventName())
        .add(event.eventSource())
        .add(event.eventVersion())
        .add(event.eventType())
        .add(event.eventCategory())
        .add(event.region())
        .add(event.accountId())
        .add(event.correctsEventId());
  }

  private static void who(RowBuilder row, Attribution who) {
    row.add(who.actor())
        .add(who.actorKind().label())
        .add(who.identityType())
        .add(who.principalId())
        .add(who.principalArn())
        .add(who.callerAccountId())
        .add(who.accessKeyId())
        .add(who.credentialKind().label())
        .add(who.temporaryCredentials())
        .add(who.roleArn())
        .add(who.roleName())
        .add(who.permissionSet())
        .add(who.sessionName())
        .add(who.sourceIdentity())
        .add(who.mfaAuthenticated())
        .add(who.invokedBy())
        .add(who.crossAccount())
        .add(who.federatedProvider());
  }

  private static void origin(RowBuilder row, Event.Origin origin) {
    row.add(origin.sourceIp())
        .add(origin.userAgent())
        .add(origin.client().label())
        .add(origin.tlsVersion())
        .add(origin.vpcEndpointId());
  }

  private static void request(RowBuilder row, Event.Request request) {
    row.add(request.readOnly())
        .add(request.classification().accessLevel().map(AccessLevel::label))
        .add(request.classification().group().map(ActionGroup::label))
        .add(request.classification().callClass().label())
        .add(request.projectName())
        .add(request.modelVersion())
        .add(request.datasetType())
        .add(request.minInferenceUnits())
        .add(request.maxInferenceUnits())
        .add(request.resourceArn())
        .add(request.clientToken());
  }

  private static void delivered(RowBuilder row, Event.Delivered delivered) {
    row.add(delivered.userIdentity().map(EventSchema::userIdentity))
        .add(
            delivered.resources().stream()
                .map(
                    resource ->
                        new RowBuilder(3)
                            .add(resource.arn())
                            .add(resource.accountId())
                            .add(resource.type())
                            .toRow())
                .toArray(Row[]::new))
        .add(delivered.requestParameters())
        .add(delivered.responseElements())
        .add(delivered.additionalEventData())
        .add(delivered.requestId())
        .add(delivered.sharedEventId())
        .add(delivered.record());
  }

  private static Row userIdentity(UserIdentity identity) {
    return new RowBuilder(USER_IDENTITY.size())
        .add(identity.type())
        .add(identity.userName())
        .add(identity.principalId())
        .add(identity.arn())
        .add(identity.accountId())
        .add(identity.accessKeyId())
        .add(identity.invokedBy())
        .add(identity.identityProvider())
        .add(identity.credentialId())
        .add(identity.sessionContext().map(EventSchema::sessionContext))
        .add(
            identity
                .onBehalfOf()
                .map(of -> new RowBuilder(2).add(of.userId()).add(of.identityStoreArn()).toRow()))
        .add(
            identity
                .inScopeOf()
                .map(
                    scope ->
                        new RowBuilder(4)
                            .add(scope.sourceArn())
                            .add(scope.sourceAccount())
                            .add(scope.issuerType())
                            .add(scope.credentialsIssuedTo())
                            .toRow()))
        .add(identity.invokedByDelegateAccountId())
        .toRow();
  }

  private static Row sessionContext(UserIdentity.SessionContext session) {
    return new RowBuilder(SESSION_CONTEXT.size())
        .add(
            session
                .sessionIssuer()
                .map(
                    issuer ->
                        new RowBuilder(SESSION_ISSUER.size())
                            .add(issuer.type())
                            .add(issuer.userName())
                            .add(issuer.principalId())
                            .add(issuer.arn())
                            .add(issuer.accountId())
                            .toRow()))
        .add(session.federatedProvider())
        .add(session.webIdFederationAttributes())
        .add(session.creationDate())
        .add(session.mfaAuthenticated())
        .add(session.sourceIdentity())
        .add(session.ec2RoleDelivery())
        .add(session.assumedRoot())
        .add(session.ec2IssuedInVpc())
        .toRow();
  }

  private static StructType strings(String... names) {
    StructType type = new StructType();
    for (String name : names) {
      type = type.add(name, StringType);
    }
    return type;
  }
}
