package io.lookouttrail.identity;

/** IAM's access level of an action, by the service authorization reference. */
public enum AccessLevel {
  READ("Read"),
  LIST("List"),
  WRITE("Write"),
  TAGGING("Tagging");

  private final String label;

  AccessLevel(String label) {
    this.label = label;
  }

  /** As IAM and the tables spell it. */
  public String label() {
    return label;
  }
}
