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
 * @param notes what a reader must know about the identity, in whole sentences
 */
public record IdentityUse(IamIdentity identity, List<ActionUse> actions, List<String> notes) {
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
