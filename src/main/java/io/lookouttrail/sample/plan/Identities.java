package io.lookouttrail.sample.plan;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.SeededRandom;

/** JSON texts of {@code userIdentity} for one account, in all forms that CloudTrail records. */
public final class Identities {
  private final String account;
  private final SeededRandom random;

  public Identities(String account, SeededRandom random) {
    this.account = account;
    this.random = random;
  }

  /** The root user. */
  public String root(boolean mfa) {
    JsonBuffer json = begin("Root", account);
    json.field("arn", "arn:aws:iam::" + account + ":root");
    json.field("accountId", account).field("accessKeyId", "ASIA" + random.id(16));
    emptyIssuer(json.object("sessionContext"));
    return attributes(json, mfa).end().end().toString();
  }

  /** An IAM user in the console; as in real archives, {@code invokedBy} is the sign-in service. */
  String consoleUser(String path, String name) {
    JsonBuffer json = user(path, name, "ASIA");
    attributes(json.object("sessionContext"), true).end();
    return json.field("invokedBy", "signin.amazonaws.com").end().toString();
  }

  /** An IAM user with a long-term access key. */
  public String keyUser(String path, String name) {
    return user(path, name, "AKIA").end().toString();
  }

  private JsonBuffer user(String path, String name, String keyPrefix) {
    JsonBuffer json = begin("IAMUser", "AIDA" + random.id(17));
    json.field("arn", "arn:aws:iam::" + account + ":user" + path + name);
    json.field("accountId", account).field("accessKeyId", keyPrefix + random.id(16));
    return json.field("userName", name);
  }

  /**
   * Fields of a role session.
   *
   * @param name name of the session
   * @param sourceIdentity value of {@code sourceIdentity}, or empty
   * @param webProvider ARN of the identity provider of a federated session, or empty
   * @param ec2 whether an EC2 instance uses the session
   * @param extraFields fields after the session context: JSON text that begins with a comma, or
   *     empty
   * @param mfa whether the session was begun with MFA
   */
  public record Session(
      String name,
      String sourceIdentity,
      String webProvider,
      boolean ec2,
      String extraFields,
      boolean mfa) {
    /** Returns a session without optional fields. */
    public static Session named(String name) {
      return new Session(name, "", "", false, "", false);
    }

    /** Returns a session with MFA and a source identity. */
    public Session withSourceIdentity(String identity) {
      return new Session(name, identity, webProvider, ec2, extraFields, true);
    }

    Session withWebProvider(String provider) {
      return new Session(name, sourceIdentity, provider, ec2, extraFields, mfa);
    }

    Session onInstance() {
      return new Session(name, sourceIdentity, webProvider, true, extraFields, mfa);
    }

    /** Adds fields after the session context; JSON text that begins with a comma. */
    Session withFields(String fields) {
      return new Session(name, sourceIdentity, webProvider, ec2, extraFields + fields, mfa);
    }
  }

  /** A role session. As in real archives, only the issuer's ARN contains the role's path. */
  public String role(String path, String role, Session session) {
    String roleId = "AROA" + random.id(17);
    JsonBuffer json = begin("AssumedRole", roleId + ":" + session.name());
    json.field("arn", "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session.name());
    json.field("accountId", account).field("accessKeyId", "ASIA" + random.id(16));
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
    return json.end().text(session.extraFields()).end().toString();
  }

  /** A role session of an early record version: no issuer, and another date format. */
  String earlyRole(String role, String session) {
    JsonBuffer json = begin("AssumedRole", "AROA" + random.id(17) + ":" + session);
    json.field("arn", "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session);
    json.field("accountId", account).field("accessKeyId", "ASIA" + random.id(16));
    json.object("sessionContext").object("attributes").field("mfaAuthenticated", "false");
    return json.field("creationDate", "20250801T010628Z").end().end().end().toString();
  }

  /** A session that an IAM user began with GetFederationToken. */
  String federated(String user, String issuer) {
    JsonBuffer json = begin("FederatedUser", account + ":" + user);
    json.field("arn", "arn:aws:sts::" + account + ":federated-user/" + user);
    json.field("accountId", account).field("accessKeyId", "ASIA" + random.id(16));
    json.object("sessionContext").object("sessionIssuer").field("type", "IAMUser");
    json.field("principalId", "AIDA" + random.id(17));
    json.field("arn", "arn:aws:iam::" + account + ":user/" + issuer);
    json.field("accountId", account).field("userName", issuer).end();
    return attributes(json, false).end().end().toString();
  }

  /** A user of a SAML identity provider. */
  String saml(String user) {
    JsonBuffer json = begin("SAMLUser", "Kx" + random.letters(22) + "=:" + user);
    json.field("userName", user);
    return json.field("identityProvider", "https://idp.example.com/saml").end().toString();
  }

  /** A user of a web identity provider. */
  String web(String provider) {
    String id = Long.toUnsignedString(random.nextLong());
    JsonBuffer json = begin("WebIdentityUser", provider + ":factory-app:" + id);
    return json.field("userName", id).field("identityProvider", provider).end().toString();
  }

  /** A user of IAM Identity Center. */
  String identityCenter() {
    JsonBuffer json = new JsonBuffer(300).open().field("type", "IdentityCenterUser");
    json.field("accountId", account);
    return json.text(onBehalfOf()).end().toString();
  }

  /** Fields of an Identity Center user, which a role session can have too; begins with a comma. */
  String onBehalfOf() {
    JsonBuffer json = new JsonBuffer(200).open().object("onBehalfOf");
    json.field("userId", random.uuid());
    json.field(
        "identityStoreArn",
        "arn:aws:identitystore::" + account + ":identitystore/d-9967" + random.hex(6));
    json.end().field("credentialId", random.letters(40));
    return "," + json.toString().substring(1);
  }

  /** An AWS service. */
  public String service(String name) {
    return new JsonBuffer(80)
        .open()
        .field("type", "AWSService")
        .field("invokedBy", name)
        .end()
        .toString();
  }

  /** A principal of another account. */
  String otherAccount(String other) {
    return begin("AWSAccount", "AROA" + random.id(17) + ":partner")
        .field("accountId", other)
        .end()
        .toString();
  }

  /** A directory user, a type that the product does not know. */
  String directory(String user) {
    return begin("Directory", "S-1-5-21-" + random.nextInt(99_999_999) + "-1104")
        .field("arn", "arn:aws:ds:eu-central-1:" + account + ":user/d-9967/" + user)
        .field("accountId", account)
        .field("userName", user)
        .end()
        .toString();
  }

  /** A user that CloudTrail does not name. */
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
    json.object("attributes").field("creationDate", Caller.SESSION_START);
    return json.field("mfaAuthenticated", Boolean.toString(mfa)).end();
  }
}
