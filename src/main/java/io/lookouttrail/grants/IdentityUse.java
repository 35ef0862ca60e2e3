package io.lookouttrail.grants;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Grants and calls of one identity.
 *
 * @param actions every action, also those that are neither granted nor called; the calls of a group
 *     are those of its members
 * @param logs the days of which logs of its account were read; empty where there are none
 * @param notes what a reader must know about the identity, in whole sentences
 */
public record IdentityUse(
    IamIdentity identity, List<ActionUse> actions, Optional<LogSpan> logs, List<String> notes) {
  /** Those with access and no call first, then by account and ARN. */
  static final Comparator<IdentityUse> ORDER =
      Comparator.comparing((IdentityUse use) -> !use.isUnused())
          .thenComparing(use -> use.identity().accountId())
          .thenComparing(use -> use.identity().arn());

  public IdentityUse {
    actions = List.copyOf(actions);
    notes = List.copyOf(notes);
  }

  /** Whether it has access and made no call that was not denied. */
  public boolean isUnused() {
    return hasAccess() && actions.stream().allMatch(action -> action.calls().calls() == 0);
  }

  /**
   * When a use could first be seen: when the logs begin, or when the identity was created if that
   * was later; empty where there are no logs of its account.
   */
  public Optional<Instant> visibleFrom() {
    return logs.map(LogSpan::begin)
        .map(begin -> identity.created().filter(begin::isBefore).orElse(begin));
  }

  public boolean hasAccess() {
    return actions.stream().anyMatch(action -> action.grant().isGranted());
  }

  /** The last call that was not denied. */
  public Optional<Instant> lastCall() {
    return actions.stream()
        .flatMap(action -> action.lastCall().stream())
        .max(Comparator.naturalOrder());
  }
}
