package io.lookouttrail.reports.policy.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Identity policy: the statements of one managed policy.
 *
 * <p>Source: IAM user guide, "IAM and AWS STS quotas": a managed policy has at most 6,144
 * characters without white space, and a role or user at most 10 managed policies.
 *
 * @param statements at least one
 */
public record PolicyDocument(List<Statement> statements) {
  /** The most characters of a managed policy, without white space. */
  public static final int MAX_CHARACTERS = 6_144;

  /** The most managed policies that can be attached to one role or user. */
  public static final int MAX_ATTACHED = 10;

  public PolicyDocument {
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("a policy needs a statement");
    }
  }

  /** Returns the number of characters that IAM counts: all except white space. */
  public int characters() {
    return characters(statements);
  }

  private static int characters(List<Statement> statements) {
    return (int)
        JsonPolicy.text(new PolicyDocument(statements))
            .codePoints()
            .filter(c -> !Character.isWhitespace(c))
            .count();
  }

  /**
   * Returns documents with all statements, each within the limit. A statement that is too large for
   * one document is cut into several with a part of its resources each.
   *
   * @param statements in order
   */
  public static List<PolicyDocument> split(List<Statement> statements) {
    return split(statements, MAX_CHARACTERS);
  }

  static List<PolicyDocument> split(List<Statement> statements, int maxCharacters) {
    List<PolicyDocument> documents = new ArrayList<>();
    List<Statement> current = new ArrayList<>();
    for (Statement statement : statements) {
      for (Statement part : parts(statement, maxCharacters)) {
        current.add(part);
        if (current.size() > 1 && characters(current) > maxCharacters) {
          current.remove(current.size() - 1);
          documents.add(new PolicyDocument(current));
          current = new ArrayList<>(List.of(part));
        }
      }
    }
    if (!current.isEmpty()) {
      documents.add(new PolicyDocument(current));
    }
    return documents;
  }

  /** Cuts a statement so that each part fits a document of its own. */
  private static List<Statement> parts(Statement whole, int maxCharacters) {
    if (characters(List.of(whole)) <= maxCharacters || whole.resources().size() == 1) {
      return List.of(whole);
    }
    List<Statement> parts = new ArrayList<>();
    List<String> some = new ArrayList<>();
    for (String resource : whole.resources()) {
      some.add(resource);
      if (some.size() > 1 && characters(List.of(part(whole, parts, some))) > maxCharacters) {
        some.remove(some.size() - 1);
        parts.add(part(whole, parts, some));
        some = new ArrayList<>(List.of(resource));
      }
    }
    parts.add(part(whole, parts, some));
    return parts;
  }

  private static Statement part(Statement whole, List<Statement> before, List<String> some) {
    return whole.with(whole.sid() + "Part" + (before.size() + 1), some);
  }
}
