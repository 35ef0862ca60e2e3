package io.lookouttrail.grants;

import java.time.Instant;
import java.util.Optional;

/** Grant and calls of one action of one identity. */
public record ActionUse(GrantableAction action, Grant grant, ActionCalls calls) {

  public UseState state() {
    return UseState.of(grant, calls.calls(), calls.denied());
  }

  /** Whether it is granted and no call of it succeeded or could have. */
  public boolean isUnused() {
    return grant.isGranted() && calls.calls() == 0;
  }

  public Optional<Instant> lastCall() {
    return calls.lastCall();
  }
}
