package io.lookouttrail.reports.grants;

import io.lookouttrail.grants.GrantableAction;
import java.util.Locale;
import java.util.Optional;

/** Kind of access: IAM's access level, with inference apart from the other writing actions. */
enum AccessKind {
  READ,
  LIST,
  WRITE,
  INFERENCE,
  TAGGING;

  /** The kind in columns and sentences: {@code write}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it changes something, or costs money. */
  boolean isCritical() {
    return this == WRITE || this == INFERENCE || this == TAGGING;
  }

  /** The kind of an action; empty where no catalogue has it. */
  static Optional<AccessKind> of(GrantableAction action) {
    if (action.isInference()) {
      return Optional.of(INFERENCE);
    }
    return action
        .accessLevel()
        .map(
            level ->
                switch (level) {
                  case READ -> READ;
                  case LIST -> LIST;
                  case WRITE -> WRITE;
                  case TAGGING -> TAGGING;
                });
  }
}
