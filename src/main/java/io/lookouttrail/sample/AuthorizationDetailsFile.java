package io.lookouttrail.sample;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.PlannedGrant;
import java.util.List;
import java.util.Locale;

/**
 * What {@code aws iam get-account-authorization-details} would print for an account of the sample.
 */
record AuthorizationDetailsFile(long seed, String account, List<PlannedGrant> grants) {
  private static final String CREATED = "2021-03-01T08:00:00+00:00";

  String json() {
    SeededRandom random = SeededRandom.of(seed, "authorization", account);
    JsonBuffer json = new JsonBuffer(1 << 14).open();
    list(json, "user", random);
    list(json, "group", random);
    list(json, "role", random);
    json.array("Policies");
    policy(json, PlannedGrant.FULL_ACCESS, random, "lookoutvision:*");
    policy(json, PlannedGrant.READ_ONLY, random, "lookoutvision:Describe*", "lookoutvision:List*");
    return json.endArray().end().put('\n').toString();
  }

  private void list(JsonBuffer json, String type, SeededRandom random) {
    String name = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    json.array(name + "DetailList");
    for (PlannedGrant grant : grants) {
      if (grant.type().equals(type)) {
        identity(json.open(), name, grant, random);
        json.end();
      }
    }
    json.endArray();
  }

  private void identity(JsonBuffer json, String type, PlannedGrant grant, SeededRandom random) {
    json.field("Path", grant.path()).field(type + "Name", grant.name());
    json.field(type + "Id", idPrefix(grant) + random.id(17));
    json.field("Arn", grant.arn(account)).field("CreateDate", CREATED);
    if (grant.type().equals("role")) {
      json.json("AssumeRolePolicyDocument", document("")).array("InstanceProfileList").endArray();
    }
    json.array(type + "PolicyList");
    if (!grant.statements().isEmpty()) {
      json.open().field("PolicyName", "vision");
      json.json("PolicyDocument", document(String.join(",", grant.statements()))).end();
    }
    json.endArray();
    if (grant.type().equals("user")) {
      json.array("GroupList");
      grant.group().ifPresent(json::element);
      json.endArray();
    }
    json.array("AttachedManagedPolicies");
    grant
        .managed()
        .ifPresent(
            name ->
                json.open().field("PolicyName", name).field("PolicyArn", policyArn(name)).end());
    json.endArray();
    grant
        .boundary()
        .ifPresent(
            name ->
                json.object("PermissionsBoundary")
                    .field("PermissionsBoundaryType", "Policy")
                    .field("PermissionsBoundaryArn", policyArn(name))
                    .end());
  }

  private static String idPrefix(PlannedGrant grant) {
    return switch (grant.type()) {
      case "user" -> "AIDA";
      case "group" -> "AGPA";
      default -> "AROA";
    };
  }

  private String policyArn(String name) {
    return "arn:aws:iam::" + account + ":policy/" + name;
  }

  private void policy(JsonBuffer json, String name, SeededRandom random, String... actions) {
    json.open().field("PolicyName", name).field("PolicyId", "ANPA" + random.id(17));
    json.field("Arn", policyArn(name)).field("Path", "/").field("DefaultVersionId", "v2");
    json.field("IsAttachable", true).field("CreateDate", CREATED).array("PolicyVersionList");
    version(json, "v2", true, actions);
    // A version that is no longer in force allows everything.
    version(json, "v1", false, "*");
    json.endArray().end();
  }

  private static void version(JsonBuffer json, String id, boolean isDefault, String... actions) {
    json.open().field("VersionId", id).field("IsDefaultVersion", isDefault);
    json.field("CreateDate", CREATED);
    String names = "\"" + String.join("\",\"", actions) + "\"";
    json.json(
        "Document",
        document("{\"Effect\":\"Allow\",\"Action\":[" + names + "],\"Resource\":\"*\"}"));
    json.end();
  }

  private static String document(String statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
  }
}
