package io.lookouttrail.identity;

/** What an action of Lookout for Vision is about. */
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

  /** As the tables spell it. */
  public String label() {
    return label;
  }
}
