package io.lookouttrail.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import org.apache.spark.sql.types.StructType;

/** The columns of the events table: names, types and comments. */
final class EventColumns {
  /** An element of {@code resources}. */
  static final StructType RESOURCE =
      new StructType().add("arn", StringType).add("account_id", StringType).add("type", StringType);

  static final StructType SCHEMA =
      provenance(asDelivered(outcome(what(fromWhere(who(whenAndWhere(new StructType())))))));

  private EventColumns() {}

  private static StructType whenAndWhere(StructType columns) {
    return columns
        .add(
            "event_id",
            StringType,
            false,
            "Id of the event, compared without regard to case; sha256- and the hash of the "
                + "record if the record has none.")
        .add("event_time", TimestampType, false, "Time of the call.")
        .add("event_date", DateType, false, "UTC day of event_time.")
        .add("action", StringType, false, "Action as IAM spells it.")
        .add("event_name", StringType, false, "Name of the event as delivered.")
        .add(
            "event_source",
            StringType,
            false,
            "Service that was called, such as lookoutvision.amazonaws.com.")
        .add("event_version", StringType, true, "Version of the record format.")
        .add("event_type", StringType, true, "Type of the event, such as AwsApiCall.")
        .add(
            "event_category",
            StringType,
            true,
            "Category of the event: Management, Data or another.")
        .add("region", StringType, true, "Region that was called.")
        .add(
            "account_id",
            StringType,
            false,
            "Account that the event belongs to: recipientAccountId, else the account of "
                + "the file's key, else unknown.")
        .add(
            "corrects_event_id",
            StringType,
            true,
            "Id of an earlier event that this one replaces.");
  }

  private static StructType who(StructType columns) {
    return columns
        .add(
            "actor",
            StringType,
            true,
            "Person or workload behind the call, never a single session.")
        .add("actor_kind", StringType, true, "One of human, workload, aws_service, root, unknown.")
        .add("identity_type", StringType, true, "Type of the identity as delivered.")
        .add("principal_id", StringType, true, "Principal id of the identity.")
        .add("principal_arn", StringType, true, "ARN of the identity.")
        .add("caller_account_id", StringType, true, "Account of the caller.")
        .add("access_key_id", StringType, true, "Access key id of the call.")
        .add(
            "credential_kind",
            StringType,
            true,
            "One of root, iam_user, role_session, federated_user, saml_user, "
                + "web_identity_user, identity_center_user, aws_service, aws_account, "
                + "unknown.")
        .add(
            "temporary_credentials",
            BooleanType,
            true,
            "Whether the credentials were temporary; null if not known.")
        .add("role_arn", StringType, true, "ARN of the role of a role session.")
        .add("role_name", StringType, true, "Name of that role, without its path.")
        .add("permission_set", StringType, true, "Identity Center permission set of that role.")
        .add("session_name", StringType, true, "Name of the role session.")
        .add("source_identity", StringType, true, "Source identity of the session.")
        .add(
            "mfa_authenticated",
            BooleanType,
            true,
            "Whether MFA was used; null if only an identity provider knows.")
        .add(
            "invoked_by",
            StringType,
            true,
            "AWS service that made the call for someone, as delivered.")
        .add(
            "cross_account",
            BooleanType,
            true,
            "Whether the account of the caller differs from account_id; null if one of "
                + "them is not known or is no account, such as anonymous.")
        .add("federated_provider", StringType, true, "Identity provider of a federated caller.");
  }

  private static StructType fromWhere(StructType columns) {
    return columns
        .add(
            "source_ip",
            StringType,
            true,
            "Address, or name of the AWS service, that the call came from.")
        .add("user_agent", StringType, true, "User agent as delivered.")
        .add("client", StringType, true, "One of console, cli, sdk, service, other.")
        .add("tls_version", StringType, true, "TLS version of the call.")
        .add("vpc_endpoint_id", StringType, true, "VPC endpoint of the call.");
  }

  private static StructType what(StructType columns) {
    return columns
        .add("read_only", BooleanType, true, "Whether CloudTrail calls it read-only.")
        .add(
            "access_level",
            StringType,
            true,
            "IAM access level: Read, List, Write or Tagging; null for a source without "
                + "a catalogue.")
        .add(
            "action_group",
            StringType,
            true,
            "One of project, dataset, model, inference, packaging, tagging, "
                + "trial_detection; null for a source without a catalogue.")
        .add(
            "call_class",
            StringType,
            true,
            "One of read, inference, change, unclassified; from read_only for a source "
                + "without a catalogue.")
        .add("project_name", StringType, true, "Project of Lookout for Vision.")
        .add("model_version", StringType, true, "Version of the model.")
        .add("dataset_type", StringType, true, "Type of the dataset.")
        .add("min_inference_units", IntegerType, true, "Inference units asked for, the least.")
        .add("max_inference_units", IntegerType, true, "Inference units asked for, the most.")
        .add("resource_arn", StringType, true, "ARN of the resource that was called.")
        .add("client_token", StringType, true, "Idempotency token of the request.");
  }

  private static StructType outcome(StructType columns) {
    return columns
        .add(
            "outcome",
            StringType,
            true,
            "One of success, denied, throttled, failed; failed for every error that no "
                + "rule names.")
        .add("error_code", StringType, true, "Error code as delivered.")
        .add("error_message", StringType, true, "Error message as delivered.");
  }

  private static StructType asDelivered(StructType columns) {
    return columns
        .add(
            "user_identity",
            UserIdentityColumns.MAPPING.schema(),
            true,
            "The whole userIdentity, by CloudTrail's declared fields.")
        .add(
            "resources",
            createArrayType(RESOURCE),
            true,
            "Resources that the call touched, as delivered.")
        .add("request_parameters", StringType, true, "Parameters of the request, JSON text.")
        .add("response_elements", StringType, true, "Elements of the response, JSON text.")
        .add("additional_event_data", StringType, true, "Further data of the event, JSON text.")
        .add("request_id", StringType, true, "Id of the request.")
        .add(
            "shared_event_id",
            StringType,
            true,
            "Id that copies of an event in several accounts share.")
        .add("record", StringType, true, "The whole record, JSON text.");
  }

  private static StructType provenance(StructType columns) {
    return columns
        .add(
            "source_file",
            StringType,
            true,
            "Canonical name of the log file: s3://bucket/key or file:///path.")
        .add("record_index", IntegerType, true, "Place of the record in the file, from 0.")
        .add("ingested_at", TimestampType, true, "Start of the run that stored the row.")
        .add("run_id", StringType, true, "Id of that run.")
        .add(
            "source_version",
            IntegerType,
            true,
            "Version of the log file, as in ingested_files: more than 1 if it was rewritten. "
                + "Null means 1.");
  }
}
