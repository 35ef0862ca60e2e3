package io.lookouttrail.grants;

/** Type of an IAM identity. */
public enum IdentityType {
  USER("user"),
  GROUP("group"),
  ROLE("role");

  private final String label;

  IdentityType(String label) {
    this.label = label;
  }

  /** The spelling of ARNs and of reports. */
  public String label() {
    return label;
  }
}
