package io.lookouttrail.identity;

import java.util.LinkedHashMap;
import java.util.Map;

/** Examples of userIdentity objects of each type, as CloudTrail writes them. */
final class Identities {
  static final String FACTORY = "210987654321";
  static final String OTHER_ACCOUNT = "555566667777";

  private Identities() {}

  public static Map<String, Object> root() {
    return json(
        "type",
        "Root",
        "principalId",
        FACTORY,
        "arn",
        "arn:aws:iam::" + FACTORY + ":root",
        "accountId",
        FACTORY,
        "accessKeyId",
        "");
  }

  static Map<String, Object> iamUser(String name) {
    return json(
        "type",
        "IAMUser",
        "principalId",
        "AIDAQUALITYEXAMPLE001",
        "arn",
        "arn:aws:iam::" + FACTORY + ":user/quality/" + name,
        "accountId",
        FACTORY,
        "accessKeyId",
        "AKIAFACTORYEXAMPLE01",
        "userName",
        name);
  }

  static Map<String, Object> roleSession(String role, String session) {
    return roleSessionOf("arn:aws:iam::" + FACTORY + ":role/" + role, session);
  }

  static Map<String, Object> roleSessionOf(String roleArn, String session) {
    String role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
    return json(
        "type",
        "AssumedRole",
        "principalId",
        "AROAINSPECTEXAMPLE01:" + session,
        "arn",
        "arn:aws:sts::" + FACTORY + ":assumed-role/" + role + "/" + session,
        "accountId",
        FACTORY,
        "accessKeyId",
        "ASIAFACTORYEXAMPLE01",
        "sessionContext",
        json(
            "sessionIssuer",
            json(
                "type", "Role",
                "principalId", "AROAINSPECTEXAMPLE01",
                "arn", roleArn,
                "accountId", FACTORY,
                "userName", role),
            "webIdFederationData",
            json(),
            "attributes",
            json("creationDate", "2025-09-03T06:00:00Z", "mfaAuthenticated", "false")));
  }

  static Map<String, Object> permissionSetSession(String permissionSet, String user) {
    return roleSessionOf(
        "arn:aws:iam::"
            + FACTORY
            + ":role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_"
            + permissionSet
            + "_0f1e2d3c4b5a6978",
        user);
  }

  static Map<String, Object> federatedUser(String name) {
    return json(
        "type",
        "FederatedUser",
        "principalId",
        FACTORY + ":" + name,
        "arn",
        "arn:aws:sts::" + FACTORY + ":federated-user/" + name,
        "accountId",
        FACTORY,
        "accessKeyId",
        "ASIAFACTORYEXAMPLE02",
        "sessionContext",
        json(
            "sessionIssuer",
            json(
                "type", "IAMUser",
                "principalId", "AIDAQUALITYEXAMPLE002",
                "arn", "arn:aws:iam::" + FACTORY + ":user/portal-broker",
                "accountId", FACTORY,
                "userName", "portal-broker"),
            "attributes",
            json("creationDate", "2025-09-03T06:00:00Z", "mfaAuthenticated", "false")));
  }

  static Map<String, Object> samlUser() {
    return json(
        "type", "SAMLUser",
        "principalId", "Zm9vYmFyZXhhbXBsZQ=:erika.meier",
        "userName", "erika.meier",
        "identityProvider", "Zm9vYmFyZXhhbXBsZQ=");
  }

  static Map<String, Object> webIdentityUser(String provider, String user) {
    return json(
        "type",
        "WebIdentityUser",
        "principalId",
        provider + ":inspection-app:" + user,
        "userName",
        user,
        "identityProvider",
        provider);
  }

  static Map<String, Object> identityCenterUser() {
    return json(
        "type",
        "IdentityCenterUser",
        "accountId",
        FACTORY,
        "onBehalfOf",
        json(
            "userId",
            "94a8c4e8-0001-7002-8003-1234567890ab",
            "identityStoreArn",
            "arn:aws:identitystore::" + FACTORY + ":identitystore/d-9067000000"),
        "credentialId",
        "CREDENTIALEXAMPLE0001");
  }

  static Map<String, Object> awsService(String invokedBy) {
    return json("type", "AWSService", "invokedBy", invokedBy);
  }

  static Map<String, Object> otherAccount(String principalId) {
    return json("type", "AWSAccount", "principalId", principalId, "accountId", OTHER_ACCOUNT);
  }

  /** A copy with one field changed; dots in the path separate nested objects. */
  static Map<String, Object> with(Map<String, ?> identity, String path, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(identity);
    int dot = path.indexOf('.');
    if (dot < 0) {
      changed.put(path, value);
    } else {
      Object inner = changed.get(path.substring(0, dot));
      Map<String, Object> copy = new LinkedHashMap<>();
      if (inner instanceof Map<?, ?> map) {
        map.forEach((key, element) -> copy.put(String.valueOf(key), element));
      }
      changed.put(path.substring(0, dot), with(copy, path.substring(dot + 1), value));
    }
    return changed;
  }

  static Map<String, Object> without(Map<String, ?> identity, String... fields) {
    Map<String, Object> changed = new LinkedHashMap<>(identity);
    for (String field : fields) {
      changed.remove(field);
    }
    return changed;
  }

  static Map<String, Object> json(Object... keysAndValues) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      json.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return json;
  }
}
