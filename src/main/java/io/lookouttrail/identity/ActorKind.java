package io.lookouttrail.identity;

/** What the actor behind a call is. */
public enum ActorKind {
  HUMAN("human"),
  WORKLOAD("workload"),
  AWS_SERVICE("aws_service"),
  ROOT("root"),
  UNKNOWN("unknown");

  private final String label;

  ActorKind(String label) {
    this.label = label;
  }

  /** As the tables spell it. */
  public String label() {
    return label;
  }
}
