package io.lookouttrail.identity;

import java.util.Optional;

/** Whether a call looks, infers or changes: the split that usage is counted by. */
public enum CallClass {
  READ("read"),
  INFERENCE("inference"),
  CHANGE("change"),
  UNCLASSIFIED("unclassified");

  private final String label;

  CallClass(String label) {
    this.label = label;
  }

  /** As the tables spell it. */
  public String label() {
    return label;
  }

  /** The class of a call that no catalogue knows, by what its record says of itself. */
  static CallClass byReadOnly(Optional<Boolean> readOnly) {
    return readOnly.map(looksOnly -> looksOnly ? READ : CHANGE).orElse(UNCLASSIFIED);
  }
}
