package io.lookouttrail.sample.plan;

import io.lookouttrail.sample.output.JsonBuffer;

/**
 * A person, program or service that calls Lookout for Vision, as CloudTrail records it.
 *
 * @param credentialKind the value of {@code credential_kind} that the events table must show
 * @param roleArn the role of the session, empty if there is none
 * @param version the minor number of the records' {@code eventVersion}
 * @param identity JSON text of {@code userIdentity}, with {@link #SESSION_START} in place of the
 *     session's creation date; empty if the records have no such field
 * @param console whether the calls come from the console
 * @param vpcEndpoint the VPC endpoint of the calls, empty for the internet
 */
public record Caller(
    String credentialKind,
    String roleArn,
    int version,
    String identity,
    String userAgent,
    String sourceIp,
    boolean console,
    String vpcEndpoint) {

  static final String SESSION_START = "~S";

  public Caller(
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

  /** Returns this caller with a VPC endpoint. */
  Caller throughEndpoint(String id) {
    return new Caller(credentialKind, roleArn, version, identity, userAgent, sourceIp, console, id);
  }

  /** Appends {@code userIdentity}; its session began at the start of the hour. */
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
