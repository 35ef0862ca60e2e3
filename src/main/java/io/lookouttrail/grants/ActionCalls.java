package io.lookouttrail.grants;

import io.lookouttrail.identity.IamAction;
import java.time.Instant;
import java.util.Optional;

/**
 * Calls of one action by one principal.
 *
 * @param calls those that were not denied
 * @param lastCall the last call that was not denied
 */
public record ActionCalls(IamAction action, long calls, long denied, Optional<Instant> lastCall) {
  static ActionCalls none(IamAction action) {
    return new ActionCalls(action, 0, 0, Optional.empty());
  }

  ActionCalls plus(UsedAction used) {
    return used.denied()
        ? new ActionCalls(action, calls, denied + used.calls(), lastCall)
        : new ActionCalls(
            action,
            calls + used.calls(),
            denied,
            lastCall.filter(used.lastCall()::isBefore).or(() -> Optional.of(used.lastCall())));
  }
}
