package io.lookouttrail.reports.policy.usage;

import java.time.Instant;

/**
 * Number of some calls, the time of the first, and the last with its id.
 *
 * @param calls at least 1
 * @param lastEventId the id of the last call; of several at that time the greatest
 */
public record CallTally(long calls, Instant firstCall, Instant lastCall, String lastEventId) {

  /** The count of one call. */
  static CallTally of(Instant time, String eventId) {
    return new CallTally(1, time, time, eventId);
  }

  /** Returns the count of both. */
  public CallTally plus(CallTally other) {
    int later = other.lastCall.compareTo(lastCall);
    boolean isOther = later > 0 || (later == 0 && other.lastEventId.compareTo(lastEventId) > 0);
    return new CallTally(
        calls + other.calls,
        firstCall.isBefore(other.firstCall) ? firstCall : other.firstCall,
        isOther ? other.lastCall : lastCall,
        isOther ? other.lastEventId : lastEventId);
  }
}
