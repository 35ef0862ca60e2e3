package io.lookouttrail.grants;

import io.lookouttrail.grants.policy.ResourceSearch;
import io.lookouttrail.run.UserError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Grants of all identities of some accounts, evaluated once. */
public final class EvaluatedGrants {
  private final Set<String> accounts;
  private final Map<String, IdentityGrants> byArn = new LinkedHashMap<>();
  private final Map<List<String>, List<IamIdentity>> members = new HashMap<>();
  private final IdentityIndex index;

  /**
   * Grants of one identity.
   *
   * @param actions the actions of its account
   * @param grants a grant for each action
   * @param missing attached policies and groups that the file does not have
   */
  record IdentityGrants(
      IamIdentity identity,
      List<GrantableAction> actions,
      List<Grant> grants,
      List<String> missing) {}

  private EvaluatedGrants(
      Collection<AuthorizationDetails> details,
      Function<AuthorizationDetails, List<GrantableAction>> actions) {
    accounts = Set.copyOf(details.stream().map(AuthorizationDetails::accountId).toList());
    details.forEach(account -> evaluate(account, actions.apply(account)));
    index = new IdentityIndex(byArn.values().stream().map(IdentityGrants::identity).toList());
  }

  private void evaluate(AuthorizationDetails account, List<GrantableAction> actions) {
    ResourceSearch search = new ResourceSearch();
    Map<String, IamIdentity> groups = account.groups();
    for (IamIdentity identity : account.identities()) {
      IdentityPolicies policies = IdentityPolicies.of(account, groups, identity);
      byArn.put(
          identity.arn(),
          new IdentityGrants(
              identity,
              actions,
              actions.stream()
                  .map(action -> new GrantEvaluation(policies, action, search).grant())
                  .toList(),
              policies.missing()));
      identity
          .groups()
          .forEach(
              group ->
                  members
                      .computeIfAbsent(
                          List.of(account.accountId(), group), key -> new ArrayList<>())
                      .add(identity));
    }
  }

  /**
   * Evaluates the policies of all identities.
   *
   * @param accounts the files, of different accounts; {@link #requireDistinct} checks it
   * @param actions the actions of an account, with the resources that they can work on in it
   */
  public static EvaluatedGrants of(
      Collection<AuthorizationDetails> accounts,
      Function<AuthorizationDetails, List<GrantableAction>> actions) {
    return new EvaluatedGrants(accounts, actions);
  }

  /**
   * Checks that each account has one file.
   *
   * @throws UserError naming both files of an account that has two
   */
  public static void requireDistinct(Collection<AuthorizationDetails> files) {
    Map<String, String> names = new HashMap<>();
    for (AuthorizationDetails file : files) {
      String other = names.putIfAbsent(file.accountId(), file.name());
      if (other != null) {
        throw UserError.cannot(
            "read the authorization details " + file.name(),
            "account %s is already in %s".formatted(file.accountId(), other),
            "Give one file for each account.");
      }
    }
  }

  /** The identity that a role session or user belongs to; empty if no file has it. */
  public Optional<IamIdentity> find(String principalArn) {
    return index.find(principalArn);
  }

  /** Whether there is a file of an account. */
  public boolean hasAccount(String accountId) {
    return accounts.contains(accountId);
  }

  /**
   * The grants of an identity of one of the files, in the order of its account's actions.
   *
   * @throws IllegalArgumentException for any other identity
   */
  public List<Grant> grants(IamIdentity identity) {
    IdentityGrants found = byArn.get(identity.arn());
    if (found == null) {
      throw new IllegalArgumentException("not evaluated: " + identity.arn());
    }
    return found.grants();
  }

  /** All identities, in the order of the files. */
  Collection<IdentityGrants> all() {
    return byArn.values();
  }

  /** The users of a group. */
  List<IamIdentity> members(IamIdentity group) {
    return members.getOrDefault(List.of(group.accountId(), group.name()), List.of());
  }

  /**
   * Compares the grants with calls.
   *
   * @param used the calls of all principals
   * @param logs by account, the days of which logs were read; an account without logs is missing
   */
  public GrantedUse compare(Collection<UsedAction> used, Map<String, LogSpan> logs) {
    return new UseComparison(this, logs).compare(used);
  }
}
