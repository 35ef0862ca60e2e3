package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.usage.CallTally;

/**
 * Permission that CloudTrail's records of this service do not show, for a person to decide on. It
 * is never part of a policy.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource an ARN, as a pattern
 * @param madeBy who makes that call
 * @param reason the call and the parameter that name the resource
 */
public record Suggestion(
    String action, String resource, MadeBy madeBy, String reason, CallTally calls) {

  /** Who makes a call. */
  public enum MadeBy {
    CALLER("the caller"),
    SERVICE("the service on the caller's behalf");

    private final String label;

    MadeBy(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
