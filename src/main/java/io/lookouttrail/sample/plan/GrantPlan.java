package io.lookouttrail.sample.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may do what in an account: its callers, who may do everything, and some users, groups and
 * roles whose access is too wide or special in another way.
 */
public final class GrantPlan {
  private static final String ALLOW_ALL = allow("lookoutvision:*", "");

  private GrantPlan() {}

  /** The identities of an account with their access, in a fixed order. */
  public static List<PlannedGrant> of(String account, Callers callers) {
    List<PlannedGrant> grants = new ArrayList<>();
    String own = "arn:aws:iam::" + account + ":role/";
    Stream.concat(callers.all().stream(), Stream.of(callers.auditor()))
        .map(Caller::roleArn)
        .filter(arn -> arn.startsWith(own))
        .distinct()
        .map(arn -> arn.substring(own.length() - 1))
        .forEach(
            role -> {
              int name = role.lastIndexOf('/') + 1;
              boolean reads = role.endsWith("/VisionAuditor");
              grants.add(
                  PlannedGrant.fullAccess(
                      "role",
                      role.substring(0, name),
                      role.substring(name),
                      reads ? "reads_only" : ""));
            });
    grants.add(PlannedGrant.fullAccess("user", "/line/", "camera-07", ""));
    grants.add(PlannedGrant.fullAccess("user", "/", "anna.keller", ""));
    grants.add(PlannedGrant.fullAccess("user", "/", "legacy-line", ""));
    grants.add(PlannedGrant.fullAccess("user", "/", "broker", ""));
    grants.addAll(planted());
    return grants;
  }

  private static List<PlannedGrant> planted() {
    return List.of(
        PlannedGrant.inline("user", "/batch/", "old-import", "unused_user", ALLOW_ALL)
            .granting("*"),
        PlannedGrant.inline(
                "role",
                "/",
                "VisionMigration",
                "never_used",
                allow("lookoutvision:Create*", ""),
                allow("lookoutvision:Delete*", ""))
            .granting("Create*", "Delete*"),
        PlannedGrant.inline(
                "role",
                "/",
                "VisionCleanup",
                "deny",
                ALLOW_ALL,
                "{\"Effect\":\"Deny\",\"Action\":\"lookoutvision:Delete*\",\"Resource\":\"*\"}")
            .granting("*")
            .denying("Delete*"),
        PlannedGrant.inline("role", "/", "VisionTrainer", "boundary", ALLOW_ALL)
            .within(PlannedGrant.READ_ONLY)
            .granting("Describe*", "List*"),
        PlannedGrant.inline(
                "role",
                "/",
                "VisionOperator",
                "condition",
                allow(
                    "lookoutvision:St*",
                    ",\"Condition\":{\"StringEquals\":{\"aws:RequestedRegion\":\"eu-central-1\"}}"))
            .granting("Start*", "Stop*"),
        PlannedGrant.inline(
                "group",
                "/",
                "vision-inspectors",
                "group",
                allow("lookoutvision:DetectAnomalies", ""))
            .granting("DetectAnomalies"),
        PlannedGrant.inline("user", "/contractors/", "eva.stone", "group")
            .memberOf("vision-inspectors")
            .granting("DetectAnomalies"),
        PlannedGrant.inline("role", "/", "Billing", "no_access", allow("aws-portal:*", "")));
  }

  private static String allow(String action, String condition) {
    return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"%s}"
        .formatted(action, condition);
  }
}
