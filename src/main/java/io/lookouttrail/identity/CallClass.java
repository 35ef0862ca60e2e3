package io.lookouttrail.identity;

import java.util.Optional;

/** Class of a call for usage figures: reads, runs inference, or changes something. */
public enum CallClass {
  READ("read"),
  INFERENCE("inference"),
  CHANGE("change"),
  UNCLASSIFIED("unclassified");

  private final String label;

  CallClass(String label) {
    this.label = label;
  }

  /** The spelling of the tables. */
  public String label() {
    return label;
  }

  /** Class of a call that is not in the catalogue, by its record's readOnly. */
  static CallClass byReadOnly(Optional<Boolean> readOnly) {
    return readOnly.map(reads -> reads ? READ : CHANGE).orElse(UNCLASSIFIED);
  }
}
