package io.lookouttrail.grants.policy;

import java.util.List;

/** Statements of a policy. */
public record PolicyDocument(List<PolicyStatement> statements) {
  public PolicyDocument {
    statements = List.copyOf(statements);
  }
}
