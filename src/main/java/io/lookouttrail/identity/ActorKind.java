package io.lookouttrail.identity;

/** Kind of the actor behind a call. */
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

  /** The spelling of the tables. */
  public String label() {
    return label;
  }
}
