package io.lookouttrail.identity;

/** Group of a Lookout for Vision action, by the kind of resource that it works on. */
public enum ActionGroup {
  PROJECT("project"),
  DATASET("dataset"),
  MODEL("model"),
  INFERENCE("inference"),
  PACKAGING("packaging"),
  TAGGING("tagging"),
  TRIAL_DETECTION("trial_detection");

  private final String label;

  ActionGroup(String label) {
    this.label = label;
  }

  /** The spelling of the tables. */
  public String label() {
    return label;
  }
}
