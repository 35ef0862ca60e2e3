package io.lookouttrail.ingest.rows;

import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.lookouttrail.identity.AccessLevel;
import io.lookouttrail.identity.ActionGroup;
import io.lookouttrail.identity.Attribution;
import io.lookouttrail.scan.CloudTrailRecord;
import io.lookouttrail.scan.CloudTrailRecord.LookoutFields;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.FileVersions;
import io.lookouttrail.tables.RowMapping;
import io.lookouttrail.tables.RowMapping.Binding;
import io.lookouttrail.tables.UserIdentityColumns;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The value of each column of the events table, taken from an {@link IngestedEvent}. */
public final class EventRows {
  /** The table's columns and the delivery time in the file's key, which orders event copies. */
  public static final StructType SCHEMA =
      EventsTable.SPEC.schema().add(EventsTable.DELIVERED_AT, TimestampType);

  private static final RowMapping<CloudTrailRecord.Resource> RESOURCE =
      RowMapping.<CloudTrailRecord.Resource>fill(EventsTable.RESOURCE)
          .set("arn", CloudTrailRecord.Resource::arn)
          .set("account_id", CloudTrailRecord.Resource::accountId)
          .set("type", CloudTrailRecord.Resource::type)
          .build();

  private static final RowMapping<IngestedEvent> MAPPING =
      RowMapping.<IngestedEvent>fill(SCHEMA)
          .setAll(whenAndWhere())
          .setAll(IngestedEvent::who, who())
          .setAll(fromWhereAndOutcome())
          .setAll(what())
          .setAll(event -> event.record().lookout(), lookout())
          .setAll(asDelivered())
          .setAll(provenance())
          .build();

  private EventRows() {}

  /** The event as a row of {@link #SCHEMA}. */
  public static Row row(IngestedEvent event) {
    return MAPPING.row(event);
  }

  private static Binding<IngestedEvent> whenAndWhere() {
    return RowMapping.<IngestedEvent>fill(SCHEMA)
        .set("event_id", IngestedEvent::eventId)
        .set("event_time", event -> event.record().eventTime())
        .set("event_date", IngestedEvent::eventDate)
        .set("action", event -> event.classification().action())
        .set("event_name", event -> event.record().eventName())
        .set("event_source", event -> event.record().eventSource())
        .set("event_version", event -> event.record().eventVersion())
        .set("event_type", event -> event.record().eventType())
        .set("event_category", event -> event.record().eventCategory())
        .set("region", IngestedEvent::region)
        .set("account_id", IngestedEvent::accountId)
        .set("corrects_event_id", IngestedEvent::correctsEventId);
  }

  private static Binding<Attribution> who() {
    return RowMapping.<Attribution>fill(SCHEMA)
        .set("actor", Attribution::actor)
        .set("actor_kind", who -> who.actorKind().label())
        .set("identity_type", Attribution::identityType)
        .set("principal_id", Attribution::principalId)
        .set("principal_arn", Attribution::principalArn)
        .set("caller_account_id", Attribution::callerAccountId)
        .set("access_key_id", Attribution::accessKeyId)
        .set("credential_kind", who -> who.credentialKind().label())
        .set("temporary_credentials", Attribution::temporaryCredentials)
        .set("role_arn", Attribution::roleArn)
        .set("role_name", Attribution::roleName)
        .set("permission_set", Attribution::permissionSet)
        .set("session_name", Attribution::sessionName)
        .set("source_identity", Attribution::sourceIdentity)
        .set("mfa_authenticated", Attribution::mfaAuthenticated)
        .set("invoked_by", Attribution::invokedBy)
        .set("cross_account", Attribution::crossAccount)
        .set("federated_provider", Attribution::federatedProvider);
  }

  private static Binding<IngestedEvent> fromWhereAndOutcome() {
    return RowMapping.<IngestedEvent>fill(SCHEMA)
        .set("source_ip", event -> event.record().sourceIpAddress())
        .set("user_agent", event -> event.record().userAgent())
        .set("client", event -> event.client().label())
        .set("tls_version", event -> event.record().tlsVersion())
        .set("vpc_endpoint_id", event -> event.record().vpcEndpointId())
        .set("outcome", event -> event.outcome().label())
        .set("error_code", event -> event.record().errorCode())
        .set("error_message", event -> event.record().errorMessage());
  }

  private static Binding<IngestedEvent> what() {
    return RowMapping.<IngestedEvent>fill(SCHEMA)
        .set("read_only", event -> event.record().readOnly())
        .set("access_level", event -> event.classification().accessLevel().map(AccessLevel::label))
        .set("action_group", event -> event.classification().group().map(ActionGroup::label))
        .set("call_class", event -> event.classification().callClass().label())
        .set("resource_arn", IngestedEvent::resourceArn);
  }

  private static Binding<LookoutFields> lookout() {
    return RowMapping.<LookoutFields>fill(SCHEMA)
        .set("project_name", LookoutFields::projectName)
        .set("model_version", LookoutFields::modelVersion)
        .set("dataset_type", LookoutFields::datasetType)
        .set("min_inference_units", LookoutFields::minInferenceUnits)
        .set("max_inference_units", LookoutFields::maxInferenceUnits)
        .set("client_token", LookoutFields::clientToken);
  }

  private static Binding<IngestedEvent> asDelivered() {
    return RowMapping.<IngestedEvent>fill(SCHEMA)
        .set("user_identity", event -> event.record().userIdentity().map(UserIdentityColumns::row))
        .set(
            "resources",
            event -> event.record().resources().stream().map(RESOURCE::row).toArray(Row[]::new))
        .set("request_parameters", event -> event.record().requestParameters())
        .set("response_elements", event -> event.record().responseElements())
        .set("additional_event_data", event -> event.record().additionalEventData())
        .set("request_id", event -> event.record().requestId())
        .set("shared_event_id", event -> event.record().sharedEventId())
        .set("record", event -> event.record().json());
  }

  private static Binding<IngestedEvent> provenance() {
    return RowMapping.<IngestedEvent>fill(SCHEMA)
        .set("source_file", event -> event.file().sourceFile())
        .set("source_version", event -> FileVersions.FIRST)
        .set("record_index", IngestedEvent::recordIndex)
        .set("ingested_at", event -> event.stamp().ingestedAt())
        .set("run_id", event -> event.stamp().runId())
        .set(EventsTable.DELIVERED_AT, event -> event.file().keyDeliveredAt());
  }
}
