package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.document.PolicyDocument;
import io.lookouttrail.reports.policy.usage.CallGroup;
import io.lookouttrail.reports.policy.usage.CallKind;
import io.lookouttrail.reports.policy.usage.CallTally;
import io.lookouttrail.run.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the policies of one role or user from its counted calls: a pure function. */
public final class PolicyGenerator {
  private final PolicyPrincipal principal;
  private final PolicyOptions options;
  private final List<CallGroup> groups;

  private PolicyGenerator(
      PolicyPrincipal principal, PolicyOptions options, List<CallGroup> groups) {
    this.principal = principal;
    this.options = options;
    this.groups = groups;
  }

  /**
   * Returns the policies of a role or user.
   *
   * @param groups its calls, in any order
   */
  public static PrincipalPolicy generate(
      PolicyPrincipal principal, PolicyOptions options, List<CallGroup> groups) {
    return new PolicyGenerator(principal, options, groups).generate();
  }

  private PrincipalPolicy generate() {
    PermissionCollector collector = new PermissionCollector(principal, options);
    SuggestionCollector suggestions = new SuggestionCollector(principal);
    ConditionCollector conditions = new ConditionCollector();
    for (CallGroup group : groups) {
      collector.add(group);
      suggestions.add(group);
      conditions.add(group);
    }
    List<UsedPermission> permissions = collector.permissions();
    List<UsedPermission> allowed =
        permissions.stream()
            .filter(it -> it.calls() > 0 || (options.includeDenied() && it.deniedCalls() > 0))
            .toList();
    List<PolicyDocument> documents =
        principal.isServiceLinked()
            ? List.of()
            : PolicyDocument.split(StatementBuilder.statements(allowed));
    return new PrincipalPolicy(
        principal,
        groups.stream()
            .flatMap(group -> group.kind().principalArn().stream())
            .distinct()
            .sorted()
            .toList(),
        documents,
        permissions,
        collector.outside(),
        suggestions.suggestions(),
        conditions.conditions(),
        calls(),
        notes(collector.folds(), allowed, documents));
  }

  private Optional<CallTally> calls() {
    return groups.stream()
        .filter(group -> group.kind().isSuccess() || group.kind().isDenied())
        .map(CallGroup::tally)
        .reduce(CallTally::plus);
  }

  private List<String> notes(
      List<String> folds, List<UsedPermission> allowed, List<PolicyDocument> documents) {
    List<String> notes = new ArrayList<>();
    if (principal.isServiceLinked()) {
      notes.add("AWS alone edits the policies of a service-linked role, so none is made.");
    }
    if (principal.isPermissionSet()) {
      notes.add(
          "IAM Identity Center makes this role: edit the permission set %s, not the role."
              .formatted(permissionSet()));
    }
    if (allowed.isEmpty() && !principal.isServiceLinked()) {
      notes.add("No call succeeded, so no policy is made.");
    }
    if (documents.size() > PolicyDocument.MAX_ATTACHED) {
      notes.add(
          ("The policies are %d, and a role or user can have %d. Fold more resources, or ask AWS for"
                  + " a higher quota.")
              .formatted(documents.size(), PolicyDocument.MAX_ATTACHED));
    }
    boolean isLatest =
        allowed.stream().anyMatch(it -> it.reasons().contains(LookoutResources.LATEST));
    if (isLatest) {
      notes.add(
          "Some calls named the model version latest, as the policy does. If IAM asks for the"
              + " version's number, allow that model as well.");
    }
    folds.forEach(fold -> notes.add("Folded: " + fold + "."));
    notes.addAll(identities());
    notes.addAll(otherAccounts());
    return notes;
  }

  private String permissionSet() {
    return groups.stream()
        .map(group -> group.kind().permissionSet())
        .flatMap(set -> Optional.ofNullable(set).stream())
        .sorted()
        .findFirst()
        .orElseGet(() -> principal.name().replaceAll("^AWSReservedSSO_|_[0-9a-f]{16}$", ""));
  }

  /** Ids differ where a role or user was deleted and another one got its name. */
  private List<String> identities() {
    SortedMap<String, CallTally> byId = new TreeMap<>();
    for (CallGroup group : groups) {
      String id = group.kind().uniqueId();
      if (id != null) {
        byId.merge(id, group.tally(), CallTally::plus);
      }
    }
    if (byId.size() < 2) {
      return List.of();
    }
    List<CallTally> spans = new ArrayList<>(byId.values());
    spans.sort(Comparator.comparing(CallTally::firstCall));
    boolean follow = true;
    for (int i = 1; i < spans.size(); i++) {
      follow &= spans.get(i - 1).lastCall().isBefore(spans.get(i).firstCall());
    }
    List<String> ids = new ArrayList<>();
    byId.forEach((id, calls) -> ids.add("%s until %s".formatted(id, calls.lastCall())));
    return List.of(
        "The %s %s (%s). The policy has the calls of all of them."
            .formatted(
                principal.kind().label(),
                follow
                    ? "was deleted and made again under this name"
                    : "has several unique ids in the records at the same time",
                String.join(", ", ids)));
  }

  private List<String> otherAccounts() {
    NavigableSet<String> others = new TreeSet<>();
    groups.stream()
        .map(CallGroup::kind)
        .map(CallKind::accountId)
        .filter(account -> AccountId.isValid(account) && !account.equals(principal.accountId()))
        .forEach(others::add);
    return others.isEmpty()
        ? List.of()
        : List.of(
            "It called other accounts (%s): their resources need a policy there as well."
                .formatted(String.join(", ", others)));
  }
}
