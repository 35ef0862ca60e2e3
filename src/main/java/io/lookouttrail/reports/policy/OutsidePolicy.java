package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.usage.CallTally;

/**
 * Calls that no statement of a policy stands for.
 *
 * @param eventName as delivered
 * @param reason why, as the end of a sentence
 * @param calls the successful and denied calls
 * @param denied the number of denied calls among them
 * @param condition the calls as a condition in SQL, besides the principal's
 */
public record OutsidePolicy(
    String eventName, String reason, CallTally calls, long denied, String condition) {

  /** The number of successful calls. */
  public long used() {
    return calls.calls() - denied;
  }

  /** Returns the calls of both, which have the same event and reason. */
  OutsidePolicy plus(OutsidePolicy other) {
    return new OutsidePolicy(
        eventName, reason, calls.plus(other.calls), denied + other.denied, condition);
  }
}
