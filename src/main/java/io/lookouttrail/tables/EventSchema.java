package io.lookouttrail.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import org.apache.spark.sql.types.StructType;

/** The schema of the events table, in the order of {@link Event}'s parts. */
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

  private static StructType strings(String... names) {
    StructType type = new StructType();
    for (String name : names) {
      type = type.add(name, StringType);
    }
    return type;
  }
}
