package io.lookouttrail.grants;

/** What became of a grant: the comparison of one action's grant with its calls. */
public enum UseState {
  /** Granted, and not called. */
  UNUSED("unused"),
  /** Granted and called; some calls may have been denied. */
  USED("used"),
  /** Granted, but every call was denied. */
  DENIED_THOUGH_GRANTED("denied though granted"),
  /** Called, but no longer granted. */
  USED_NOT_GRANTED("used though no longer granted"),
  /** Called in vain, and not granted. */
  DENIED_NOT_GRANTED("denied, not granted"),
  /** Neither granted nor called. */
  NEITHER("neither");

  private final String label;

  UseState(String label) {
    this.label = label;
  }

  /** The state in words, as reports have it. */
  public String label() {
    return label;
  }

  /**
   * Compares.
   *
   * @param calls the number of calls that were not denied
   */
  static UseState of(Grant grant, long calls, long denied) {
    if (calls > 0) {
      return grant.isGranted() || grant.state() == GrantState.UNKNOWN ? USED : USED_NOT_GRANTED;
    }
    if (denied > 0) {
      return grant.isGranted() ? DENIED_THOUGH_GRANTED : DENIED_NOT_GRANTED;
    }
    return grant.isGranted() ? UNUSED : NEITHER;
  }
}
