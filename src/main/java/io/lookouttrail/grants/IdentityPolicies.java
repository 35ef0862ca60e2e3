package io.lookouttrail.grants;

import io.lookouttrail.grants.policy.PolicyDocument;
import io.lookouttrail.grants.policy.PolicyStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All policies that apply to an identity: its inline and attached policies, those of its groups,
 * and its permissions boundary.
 *
 * @param statements in the order of the file
 * @param missing attached policies and groups that the file does not have
 */
record IdentityPolicies(
    List<Sourced> statements, Optional<Boundary> boundary, List<String> missing) {

  /**
   * A statement, and where it stands.
   *
   * @param policy the policy's name, after {@code inline} or the name of a group where it is such
   */
  record Sourced(String policy, PolicyStatement statement) {}

  /**
   * A permissions boundary.
   *
   * @param document empty where the file does not have the policy
   */
  record Boundary(String name, Optional<PolicyDocument> document) {}

  IdentityPolicies {
    statements = List.copyOf(statements);
    missing = List.copyOf(missing);
  }

  /**
   * Collects the policies of an identity.
   *
   * @param groups the groups of the account by name
   */
  static IdentityPolicies of(
      AuthorizationDetails details, Map<String, IamIdentity> groups, IamIdentity identity) {
    List<Sourced> statements = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    add(details, identity, "", statements, missing);
    for (String name : identity.groups()) {
      IamIdentity group = groups.get(name);
      if (group == null) {
        missing.add("group " + name);
      } else {
        add(details, group, "group " + name + ": ", statements, missing);
      }
    }
    return new IdentityPolicies(
        statements, identity.boundary().map(arn -> boundary(details, arn)), missing);
  }

  private static void add(
      AuthorizationDetails details,
      IamIdentity identity,
      String prefix,
      List<Sourced> statements,
      List<String> missing) {
    for (InlinePolicy policy : identity.inline()) {
      add(statements, prefix + "inline " + policy.name(), policy.document());
    }
    for (AttachedPolicy attached : identity.attached()) {
      ManagedPolicy policy = details.policies().get(attached.arn());
      if (policy == null) {
        missing.add(prefix + "policy " + attached.arn());
      } else {
        add(statements, prefix + policy.name(), policy.document());
      }
    }
  }

  private static void add(List<Sourced> statements, String policy, PolicyDocument document) {
    document.statements().forEach(statement -> statements.add(new Sourced(policy, statement)));
  }

  private static Boundary boundary(AuthorizationDetails details, String arn) {
    Optional<ManagedPolicy> policy = Optional.ofNullable(details.policies().get(arn));
    return new Boundary(
        policy.map(ManagedPolicy::name).orElse(arn), policy.map(ManagedPolicy::document));
  }
}
