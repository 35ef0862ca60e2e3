package io.lookouttrail.grants;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Authorization details of one account as the AWS CLI prints them, part by part. */
final class AccountJson {
  static final String ACCOUNT = "111122223333";
  static final String CREATED = "2020-01-01T00:00:00+00:00";

  private final String account;
  private final List<String> users = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final List<String> roles = new ArrayList<>();
  private final List<String> policies = new ArrayList<>();

  AccountJson(String account) {
    this.account = account;
  }

  static AccountJson account() {
    return new AccountJson(ACCOUNT);
  }

  /** A part of a user, group or role. */
  record Part(String list, String json) {}

  static Part inline(String name, String document) {
    return new Part(
        "PolicyList", "{\"PolicyName\": \"" + name + "\", \"PolicyDocument\": " + document + "}");
  }

  static Part attached(String arn) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return new Part(
        "AttachedManagedPolicies",
        "{\"PolicyName\": \"" + name + "\", \"PolicyArn\": \"" + arn + "\"}");
  }

  static Part memberOf(String group) {
    return new Part("GroupList", "\"" + group + "\"");
  }

  static Part boundary(String arn) {
    return new Part(
        "PermissionsBoundary",
        "{\"PermissionsBoundaryType\": \"Policy\", \"PermissionsBoundaryArn\": \"" + arn + "\"}");
  }

  static Part created(String time) {
    return new Part("CreateDate", "\"" + time + "\"");
  }

  AccountJson user(String pathAndName, Part... parts) {
    users.add(identity("User", pathAndName, "AIDA", parts));
    return this;
  }

  AccountJson group(String pathAndName, Part... parts) {
    groups.add(identity("Group", pathAndName, "AGPA", parts));
    return this;
  }

  AccountJson role(String pathAndName, Part... parts) {
    roles.add(identity("Role", pathAndName, "AROA", parts));
    return this;
  }

  AccountJson managed(String name, String document) {
    return managed(
        name,
        "{\"VersionId\": \"v1\", \"IsDefaultVersion\": true, \"CreateDate\": \"%s\", \"Document\": %s}"
            .formatted(CREATED, document),
        "v1");
  }

  AccountJson managed(String name, String versions, String defaultVersion) {
    policies.add(
        """
        {"PolicyName": "%s", "PolicyId": "ANPA", "Arn": "%s", "Path": "/",
         "DefaultVersionId": "%s", "AttachmentCount": 1, "PolicyVersionList": [%s]}"""
            .formatted(name, policyArn(name), defaultVersion, versions));
    return this;
  }

  String policyArn(String name) {
    return "arn:aws:iam::" + account + ":policy/" + name;
  }

  private String identity(String type, String pathAndName, String id, Part... parts) {
    String name = pathAndName.substring(pathAndName.lastIndexOf('/') + 1);
    String path = "/" + pathAndName.substring(0, pathAndName.length() - name.length());
    return """
    {"Path": "%s", "%sName": "%s", "%sId": "%s%s",
     "Arn": "arn:aws:iam::%s:%s/%s", "CreateDate": %s,
     "%sPolicyList": [%s], "GroupList": [%s], "AttachedManagedPolicies": [%s]%s%s}"""
        .formatted(
            path,
            type,
            name,
            type,
            id,
            name.toUpperCase(java.util.Locale.ROOT),
            account,
            type.toLowerCase(java.util.Locale.ROOT),
            pathAndName,
            one("CreateDate", parts).orElse("\"" + CREATED + "\""),
            type,
            all("PolicyList", parts),
            all("GroupList", parts),
            all("AttachedManagedPolicies", parts),
            one("PermissionsBoundary", parts)
                .map(json -> ", \"PermissionsBoundary\": " + json)
                .orElse(""),
            type.equals("Role")
                ? ", \"AssumeRolePolicyDocument\": {\"Statement\": []}, \"InstanceProfileList\": []"
                : "");
  }

  private static String all(String list, Part... parts) {
    return Stream.of(parts)
        .filter(part -> part.list().equals(list))
        .map(Part::json)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> one(String list, Part... parts) {
    return Stream.of(parts).filter(part -> part.list().equals(list)).map(Part::json).findFirst();
  }

  @Override
  public String toString() {
    return """
    {"UserDetailList": [%s],
     "GroupDetailList": [%s],
     "RoleDetailList": [%s],
     "Policies": [%s]}"""
        .formatted(
            String.join(",\n", users),
            String.join(",\n", groups),
            String.join(",\n", roles),
            String.join(",\n", policies));
  }

  AuthorizationDetails details() {
    return AuthorizationDetails.parse("details.json", toString());
  }

  /** A document of the current version with some statements. */
  static String policy(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements) + "]}";
  }

  static String allow(String action, String... resources) {
    return statement("Allow", "\"Action\": \"" + action + "\"", resources);
  }

  static String deny(String action, String... resources) {
    return statement("Deny", "\"Action\": \"" + action + "\"", resources);
  }

  private static String statement(String effect, String action, String... resources) {
    return "{\"Effect\": \"%s\", %s, \"Resource\": [%s]}"
        .formatted(
            effect,
            action,
            Stream.of(resources.length == 0 ? new String[] {"*"} : resources)
                .map(resource -> "\"" + resource + "\"")
                .collect(Collectors.joining(", ")));
  }

  /** A statement with further elements, written with single quotes. */
  static String raw(String elements) {
    return "{" + elements.replace('\'', '"') + "}";
  }
}
