package io.lookouttrail.identity;

import java.util.Optional;

/** Who is behind a call; the rules stand at {@link Attribution}. */
record Actor(String name, ActorKind kind) {
  static final Actor UNKNOWN = new Actor(Attribution.UNKNOWN, ActorKind.UNKNOWN);

  /**
   * What IAM writes in place of a user name that was mistyped at sign-in, lest it be a password.
   */
  private static final String HIDDEN_NAME = "HIDDEN_DUE_TO_SECURITY_REASONS";

  static Actor human(String name) {
    return new Actor(name, ActorKind.HUMAN);
  }

  /** A user by a name that was given to it: a machine's where the name says so, else a person. */
  static Actor user(Optional<String> name, ClientHints signs) {
    return name.filter(given -> !given.equals(HIDDEN_NAME))
        .map(
            given ->
                new Actor(
                    given,
                    !signs.person() && new NameClassification(given).isMachineMade()
                        ? ActorKind.WORKLOAD
                        : ActorKind.HUMAN))
        .orElse(UNKNOWN);
  }
}
