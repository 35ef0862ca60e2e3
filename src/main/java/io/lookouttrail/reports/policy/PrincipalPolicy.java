package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.document.PolicyDocument;
import io.lookouttrail.reports.policy.document.Statement;
import io.lookouttrail.reports.policy.usage.CallTally;
import java.util.List;
import java.util.Optional;

/**
 * Policies of one role or user, and what they are made from.
 *
 * @param arns the ARNs that the principal has in the events, in order; mostly one
 * @param documents the policies; empty where no call can be allowed, or where AWS edits the role
 * @param permissions what was used or denied, by action and resource
 * @param outside calls that no policy stands for
 * @param calls the successful and denied calls; empty where there is none
 * @param notes sentences that a person should read before using the policies
 */
public record PrincipalPolicy(
    PolicyPrincipal principal,
    List<String> arns,
    List<PolicyDocument> documents,
    List<UsedPermission> permissions,
    List<OutsidePolicy> outside,
    List<Suggestion> suggestions,
    List<ConditionSuggestion> conditions,
    Optional<CallTally> calls,
    List<String> notes) {
  public PrincipalPolicy {
    arns = List.copyOf(arns);
    documents = List.copyOf(documents);
    permissions = List.copyOf(permissions);
    outside = List.copyOf(outside);
    suggestions = List.copyOf(suggestions);
    conditions = List.copyOf(conditions);
    notes = List.copyOf(notes);
  }

  /**
   * Place of a permission in the policies.
   *
   * @param document its number, from 0
   */
  public record Place(int document, String sid) {}

  /** Returns the statement that allows what was used; empty where none does. */
  public Optional<Place> place(UsedPermission permission) {
    for (int i = 0; i < documents.size(); i++) {
      for (Statement statement : documents.get(i).statements()) {
        if (statement.actions().contains(permission.action().toString())
            && statement.resources().contains(permission.resource())
            && statement.regions().containsAll(permission.regions())
            && statement.regions().isEmpty() == permission.regions().isEmpty()) {
          return Optional.of(new Place(i, statement.sid()));
        }
      }
    }
    return Optional.empty();
  }

  public long statements() {
    return documents.stream().mapToLong(policy -> policy.statements().size()).sum();
  }
}
