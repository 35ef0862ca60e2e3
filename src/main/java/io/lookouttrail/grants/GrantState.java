package io.lookouttrail.grants;

/** Whether the policies of an identity grant an action, on any resource that it can work on. */
public enum GrantState {
  GRANTED("granted"),
  /**
   * Granted on resources or under circumstances that the request decides: conditions, policy
   * variables, a permissions boundary that is not in the file.
   */
  CONDITIONAL("granted conditionally"),
  /** A Deny takes away whatever is allowed, or denies the action on every resource. */
  DENIED("denied"),
  NOT_GRANTED("not granted"),
  /** Not granted by what is in the file, but an attached policy or a group is not in it. */
  UNKNOWN("unknown");

  private final String label;

  GrantState(String label) {
    this.label = label;
  }

  /** The state in words, as reports have it. */
  public String label() {
    return label;
  }

  /** Whether a request can succeed. */
  public boolean isGranted() {
    return this == GRANTED || this == CONDITIONAL;
  }
}
