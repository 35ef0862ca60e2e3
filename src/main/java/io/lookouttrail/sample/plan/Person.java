package io.lookouttrail.sample.plan;

import io.lookouttrail.sample.output.JsonBuffer;

/**
 * Someone or something that calls: how CloudTrail records it, and what that means.
 *
 * @param credentialKind what the events table should say
 * @param roleArn the role behind the session, empty where there is none
 * @param version the minor number of the eventVersion that its records have
 * @param identity the userIdentity's JSON, with {@link #SESSION_START} where the session's creation
 *     date belongs; empty where the record has none
 * @param vpcEndpoint the endpoint its calls come through, empty for the internet
 */
public record Person(
    String credentialKind,
    String roleArn,
    int version,
    String identity,
    String userAgent,
    String sourceIp,
    boolean console,
    String vpcEndpoint) {

  static final String SESSION_START = "~S";

  public Person(
      String credentialKind,
      String roleArn,
      int version,
      String identity,
      String userAgent,
      String sourceIp) {
    this(
        credentialKind,
        roleArn,
        version,
        identity,
        userAgent,
        sourceIp,
        userAgent.startsWith("Mozilla/") || userAgent.equals("signin.amazonaws.com"),
        "");
  }

  Person throughEndpoint(String id) {
    return new Person(credentialKind, roleArn, version, identity, userAgent, sourceIp, console, id);
  }

  /** Writes the userIdentity, its session begun within the hour before. */
  public void writeIdentity(JsonBuffer json, long epochSecond) {
    if (identity.isEmpty()) {
      return;
    }
    json.name("userIdentity");
    int mark = identity.indexOf(SESSION_START);
    if (mark < 0) {
      json.text(identity);
      return;
    }
    json.text(identity.substring(0, mark)).time(epochSecond - epochSecond % 3600);
    json.text(identity.substring(mark + SESSION_START.length()));
  }
}
