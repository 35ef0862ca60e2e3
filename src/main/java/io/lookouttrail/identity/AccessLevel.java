package io.lookouttrail.identity;

/** Access level of an action, as IAM's service authorization reference lists it. */
public enum AccessLevel {
  READ("Read"),
  LIST("List"),
  WRITE("Write"),
  TAGGING("Tagging");

  private final String label;

  AccessLevel(String label) {
    this.label = label;
  }

  /** The spelling of IAM and of the tables. */
  public String label() {
    return label;
  }
}
