package io.lookouttrail.reports.policy;

import io.lookouttrail.identity.IamAction;
import io.lookouttrail.reports.policy.usage.CallTally;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Action on a resource that a principal used, or was denied.
 *
 * @param level the access level, as the Sid of a statement begins
 * @param regions the Regions of the calls where the resource does not name them, else empty
 * @param used the successful calls; empty where none was
 * @param denied the denied calls; empty where none was
 * @param reasons why the resource is wider than what was called, in order; mostly empty
 * @param condition the calls as a condition in SQL, besides the principal's
 */
public record UsedPermission(
    IamAction action,
    String level,
    String resource,
    NavigableSet<String> regions,
    Optional<CallTally> used,
    Optional<CallTally> denied,
    NavigableSet<String> reasons,
    String condition) {

  public long calls() {
    return used.map(CallTally::calls).orElse(0L);
  }

  public long deniedCalls() {
    return denied.map(CallTally::calls).orElse(0L);
  }

  /** The successful and the denied calls. */
  public CallTally all() {
    return used.flatMap(some -> denied.map(some::plus).or(() -> used))
        .or(() -> denied)
        .orElseThrow();
  }
}
