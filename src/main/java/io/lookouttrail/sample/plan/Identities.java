package io.lookouttrail.sample.plan;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.SeededRandom;

/** The userIdentity shapes of CloudTrail, as JSON text, for one account. */
public final class Identities {
  private final String account;
  private final SeededRandom dice;

  public Identities(String account, SeededRandom dice) {
    this.account = account;
    this.dice = dice;
  }

  public String root(boolean mfa) {
    JsonBuffer json = begin("Root", account);
    json.field("arn", "arn:aws:iam::" + account + ":root");
    json.field("accountId", account).field("accessKeyId", "ASIA" + dice.id(16));
    emptyIssuer(json.object("sessionContext"));
    return attributes(json, mfa).end().end().toString();
  }

  /** A console call of an IAM user, as real archives have them: invokedBy signin. */
  String consoleUser(String path, String name) {
    JsonBuffer json = user(path, name, "ASIA");
    attributes(json.object("sessionContext"), true).end();
    return json.field("invokedBy", "signin.amazonaws.com").end().toString();
  }

  /** A long-term access key. */
  public String keyUser(String path, String name) {
    return user(path, name, "AKIA").end().toString();
  }

  private JsonBuffer user(String path, String name, String keyPrefix) {
    JsonBuffer json = begin("IAMUser", "AIDA" + dice.id(17));
    json.field("arn", "arn:aws:iam::" + account + ":user" + path + name);
    json.field("accountId", account).field("accessKeyId", keyPrefix + dice.id(16));
    return json.field("userName", name);
  }

  /** What stands beside a role session. */
  public record Session(
      String name,
      String sourceIdentity,
      String webProvider,
      boolean ec2,
      String tail,
      boolean mfa) {
    public static Session named(String name) {
      return new Session(name, "", "", false, "", false);
    }

    public Session by(String person) {
      return new Session(name, person, webProvider, ec2, tail, true);
    }

    Session from(String provider) {
      return new Session(name, sourceIdentity, provider, ec2, tail, mfa);
    }

    Session onInstance() {
      return new Session(name, sourceIdentity, webProvider, true, tail, mfa);
    }

    /** Adds fields after the session context; JSON text that begins with a comma. */
    Session and(String fields) {
      return new Session(name, sourceIdentity, webProvider, ec2, tail + fields, mfa);
    }
  }

  /** A role's session; the path of the role stands only in the issuer's ARN, as in life. */
  public String role(String path, String role, Session session) {
    String roleId = "AROA" + dice.id(17);
    JsonBuffer json = begin("AssumedRole", roleId + ":" + session.name());
    json.field("arn", "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session.name());
    json.field("accountId", account).field("accessKeyId", "ASIA" + dice.id(16));
    json.object("sessionContext").object("sessionIssuer").field("type", "Role");
    json.field("principalId", roleId);
    json.field("arn", "arn:aws:iam::" + account + ":role" + path + role);
    json.field("accountId", account).field("userName", role).end();
    json.object("webIdFederationData");
    if (!session.webProvider().isEmpty()) {
      json.field("federatedProvider", session.webProvider()).object("attributes");
      json.field("aud", "sts.amazonaws.com").end();
    }
    attributes(json.end(), session.mfa());
    if (!session.sourceIdentity().isEmpty()) {
      json.field("sourceIdentity", session.sourceIdentity());
    }
    if (session.ec2()) {
      json.field("ec2RoleDelivery", "2.0");
    }
    return json.end().text(session.tail()).end().toString();
  }

  /** A role's session of an early record: no issuer, and the date in its early form. */
  String earlyRole(String role, String session) {
    JsonBuffer json = begin("AssumedRole", "AROA" + dice.id(17) + ":" + session);
    json.field("arn", "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session);
    json.field("accountId", account).field("accessKeyId", "ASIA" + dice.id(16));
    json.object("sessionContext").object("attributes").field("mfaAuthenticated", "false");
    return json.field("creationDate", "20250801T010628Z").end().end().end().toString();
  }

  String federated(String user, String issuer) {
    JsonBuffer json = begin("FederatedUser", account + ":" + user);
    json.field("arn", "arn:aws:sts::" + account + ":federated-user/" + user);
    json.field("accountId", account).field("accessKeyId", "ASIA" + dice.id(16));
    json.object("sessionContext").object("sessionIssuer").field("type", "IAMUser");
    json.field("principalId", "AIDA" + dice.id(17));
    json.field("arn", "arn:aws:iam::" + account + ":user/" + issuer);
    json.field("accountId", account).field("userName", issuer).end();
    return attributes(json, false).end().end().toString();
  }

  String saml(String user) {
    JsonBuffer json = begin("SAMLUser", "Kx" + dice.letters(22) + "=:" + user);
    json.field("userName", user);
    return json.field("identityProvider", "https://idp.example.com/saml").end().toString();
  }

  String web(String provider) {
    String id = Long.toUnsignedString(dice.next());
    JsonBuffer json = begin("WebIdentityUser", provider + ":factory-app:" + id);
    return json.field("userName", id).field("identityProvider", provider).end().toString();
  }

  String identityCenter() {
    JsonBuffer json = new JsonBuffer(300).open().field("type", "IdentityCenterUser");
    json.field("accountId", account);
    return json.text(onBehalfOf()).end().toString();
  }

  /** The fields of an Identity Center user, also beside a role session. */
  String onBehalfOf() {
    JsonBuffer json = new JsonBuffer(200).open().object("onBehalfOf");
    json.field("userId", dice.uuid());
    json.field(
        "identityStoreArn",
        "arn:aws:identitystore::" + account + ":identitystore/d-9967" + dice.hex(6));
    json.end().field("credentialId", dice.letters(40));
    return "," + json.toString().substring(1);
  }

  public String service(String name) {
    return new JsonBuffer(80)
        .open()
        .field("type", "AWSService")
        .field("invokedBy", name)
        .end()
        .toString();
  }

  String otherAccount(String other) {
    return begin("AWSAccount", "AROA" + dice.id(17) + ":partner")
        .field("accountId", other)
        .end()
        .toString();
  }

  String directory(String user) {
    return begin("Directory", "S-1-5-21-" + dice.below(99_999_999) + "-1104")
        .field("arn", "arn:aws:ds:eu-central-1:" + account + ":user/d-9967/" + user)
        .field("accountId", account)
        .field("userName", user)
        .end()
        .toString();
  }

  String unknown() {
    return begin("Unknown", "")
        .field("accountId", account)
        .field("userName", "HIDDEN_DUE_TO_SECURITY_REASONS")
        .end()
        .toString();
  }

  /** An identity without a type. */
  String typeless() {
    return new JsonBuffer(80).open().field("accountId", account).end().toString();
  }

  private static JsonBuffer begin(String type, String principal) {
    return new JsonBuffer(700).open().field("type", type).field("principalId", principal);
  }

  private static void emptyIssuer(JsonBuffer json) {
    json.object("sessionIssuer").end().object("webIdFederationData").end();
  }

  private static JsonBuffer attributes(JsonBuffer json, boolean mfa) {
    json.object("attributes").field("creationDate", Person.SESSION_START);
    return json.field("mfaAuthenticated", Boolean.toString(mfa)).end();
  }
}
