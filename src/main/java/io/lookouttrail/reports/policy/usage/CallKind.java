package io.lookouttrail.reports.policy.usage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What calls that are counted together have in common. The values are as in the table of events;
 * null where the event has none.
 *
 * @param userArn the principal's ARN of an IAM user, else null
 * @param uniqueId the unique id of the role or user, such as {@code AROAEXAMPLE}; null for other
 *     principals
 * @param arns the ARNs of the record's resources, a line each; empty for a source with a catalogue,
 *     whose resources are the projects and models
 * @param data for calls that name data of other services: their request parameters, or for a source
 *     without a catalogue the ARNs of roles in them, a line each
 */
public record CallKind(
    @Nullable String credentialKind,
    @Nullable String roleArn,
    @Nullable String permissionSet,
    @Nullable String userArn,
    @Nullable String uniqueId,
    String action,
    String eventName,
    @Nullable String eventType,
    @Nullable String callClass,
    String accountId,
    @Nullable String region,
    @Nullable String projectName,
    @Nullable String modelVersion,
    @Nullable String resourceArn,
    String arns,
    String outcome,
    @Nullable String vpcEndpointId,
    @Nullable Boolean mfaAuthenticated,
    @Nullable String data) {

  /** The names of the columns of a counted row, in the order of this record's values. */
  static final List<String> COLUMNS =
      List.of(
          "credential_kind",
          "role_arn",
          "permission_set",
          "user_arn",
          "unique_id",
          "action",
          "event_name",
          "event_type",
          "call_class",
          "account_id",
          "region",
          "project_name",
          "model_version",
          "resource_arn",
          "arns",
          "outcome",
          "vpc_endpoint_id",
          "mfa_authenticated",
          "data");

  /** The kind of a row with {@link #COLUMNS}. */
  static CallKind of(Row row) {
    return new CallKind(
        row.getAs("credential_kind"),
        row.getAs("role_arn"),
        row.getAs("permission_set"),
        row.getAs("user_arn"),
        row.getAs("unique_id"),
        row.getAs("action"),
        row.getAs("event_name"),
        row.getAs("event_type"),
        row.getAs("call_class"),
        row.getAs("account_id"),
        row.getAs("region"),
        row.getAs("project_name"),
        row.getAs("model_version"),
        row.getAs("resource_arn"),
        row.getAs("arns"),
        row.getAs("outcome"),
        row.getAs("vpc_endpoint_id"),
        row.getAs("mfa_authenticated"),
        row.getAs("data"));
  }

  public boolean isSuccess() {
    return outcome.equals("success");
  }

  public boolean isDenied() {
    return outcome.equals("denied");
  }

  /** The ARNs of the record's resources; empty where there are none. */
  public List<String> resources() {
    return arns.isEmpty() ? List.of() : Arrays.asList(arns.split("\n"));
  }

  /** The ARN of the role or IAM user that made the calls; empty for every other principal. */
  public Optional<String> principalArn() {
    return Optional.ofNullable(roleArn).or(() -> Optional.ofNullable(userArn));
  }
}
