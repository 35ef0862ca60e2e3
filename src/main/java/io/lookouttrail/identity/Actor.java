package io.lookouttrail.identity;

import java.util.Optional;

/** Person, workload or service behind a call; {@link Attribution} has the rules. */
record Actor(String name, ActorKind kind) {
  static final Actor UNKNOWN = new Actor(Attribution.UNKNOWN, ActorKind.UNKNOWN);

  /** IAM's replacement of a user name that does not exist, because it may be a password. */
  private static final String HIDDEN_NAME = "HIDDEN_DUE_TO_SECURITY_REASONS";

  static Actor human(String name) {
    return new Actor(name, ActorKind.HUMAN);
  }

  /**
   * Actor for a user name: a workload if the name is a unique id, or machine-made and no person is
   * involved.
   */
  static Actor user(Optional<String> name, ClientHints hints) {
    return name.filter(text -> !text.equals(HIDDEN_NAME))
        .map(
            text ->
                new Actor(
                    text,
                    isWorkload(new NameClassification(text), hints)
                        ? ActorKind.WORKLOAD
                        : ActorKind.HUMAN))
        .orElse(UNKNOWN);
  }

  private static boolean isWorkload(NameClassification name, ClientHints hints) {
    return name.isUniqueId() || (!hints.person() && name.isMachineMade());
  }
}
