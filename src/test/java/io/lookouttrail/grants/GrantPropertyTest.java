package io.lookouttrail.grants;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.grants.policy.ActionPatterns;
import io.lookouttrail.grants.policy.PolicyDocument;
import io.lookouttrail.grants.policy.PolicyStatement;
import io.lookouttrail.grants.policy.PolicyStatement.Effect;
import io.lookouttrail.grants.policy.ResourcePattern;
import io.lookouttrail.grants.policy.ResourcePatterns;
import io.lookouttrail.grants.policy.ResourceSearch;
import io.lookouttrail.identity.IamAction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the evaluation over all resources at once with single requests: each of a few resources,
 * with the conditions of all statements met or not. The request's decision is that of AWS's
 * documentation: a deny, else an allow of the identity's policies and of its boundary.
 */
class GrantPropertyTest {
  private static final List<String> RESOURCES =
      List.of("arn:m/a/1", "arn:m/a/2", "arn:m/b/1", "arn:p/a", "arn:p/b");
  private static final List<String> PATTERNS =
      List.of("*", "arn:*", "arn:m/*", "arn:m/a/*", "arn:m/?/1", "arn:p/*", "arn:m/b/1", "arn:*b*");

  private final Random random = new Random(16);

  private List<PolicyStatement> statements(int most) {
    List<PolicyStatement> statements = new ArrayList<>();
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      List<ResourcePattern> patterns = new ArrayList<>();
      int resources = 1 + random.nextInt(2);
      for (int j = 0; j < resources; j++) {
        patterns.add(ResourcePattern.of(PATTERNS.get(random.nextInt(PATTERNS.size()))));
      }
      statements.add(
          new PolicyStatement(
              random.nextInt(3) > 0 ? Effect.ALLOW : Effect.DENY,
              new ActionPatterns(List.of(random.nextInt(5) > 0 ? "s:*" : "s:Other"), false),
              new ResourcePatterns(patterns, random.nextInt(4) == 0),
              random.nextInt(3) == 0 ? List.of("some condition") : List.of()));
    }
    return statements;
  }

  private static boolean matches(PolicyStatement statement, String resource) {
    boolean any =
        statement.resources().patterns().stream().anyMatch(pattern -> pattern.matches(resource));
    return statement.actions().matches("s:Do") && any != statement.resources().isNegated();
  }

  /**
   * The decision on a request.
   *
   * @param lucky whether the conditions of each Allow are met, and of no Deny; else the opposite
   */
  private static boolean succeeds(
      List<PolicyStatement> own,
      Optional<List<PolicyStatement>> boundary,
      String resource,
      boolean lucky) {
    List<PolicyStatement> all =
        Stream.concat(own.stream(), boundary.stream().flatMap(List::stream)).toList();
    return all.stream().noneMatch(one -> applies(one, Effect.DENY, resource, !lucky))
        && own.stream().anyMatch(one -> applies(one, Effect.ALLOW, resource, lucky))
        && boundary
            .map(list -> list.stream().anyMatch(one -> applies(one, Effect.ALLOW, resource, lucky)))
            .orElse(true);
  }

  private static boolean applies(
      PolicyStatement statement, Effect effect, String resource, boolean conditionsMet) {
    return statement.effect() == effect
        && matches(statement, resource)
        && (statement.conditions().isEmpty() || conditionsMet);
  }

  @Test
  void agreesWithTheDecisionsOnSingleRequests() {
    GrantableAction action =
        new GrantableAction(
            new IamAction("s", "Do"),
            Optional.empty(),
            false,
            RESOURCES.stream().map(ResourcePattern::of).toList());
    Map<GrantState, Integer> states = new EnumMap<>(GrantState.class);
    for (int i = 0; i < 20_000; i++) {
      List<PolicyStatement> own = statements(4);
      Optional<List<PolicyStatement>> boundary =
          random.nextInt(3) == 0 ? Optional.of(statements(3)) : Optional.empty();
      IdentityPolicies policies =
          new IdentityPolicies(
              own.stream().map(one -> new IdentityPolicies.Sourced("p", one)).toList(),
              boundary.map(
                  list ->
                      new IdentityPolicies.Boundary("B", Optional.of(new PolicyDocument(list)))),
              List.of());
      Grant grant = new GrantEvaluation(policies, action, new ResourceSearch()).grant();
      states.merge(grant.state(), 1, Integer::sum);
      boolean certain = RESOURCES.stream().anyMatch(one -> succeeds(own, boundary, one, false));
      boolean possible = RESOURCES.stream().anyMatch(one -> succeeds(own, boundary, one, true));
      assertThat(grant.isGranted()).as("%s in %s", own, boundary).isEqualTo(possible);
      assertThat(grant.state() == GrantState.GRANTED)
          .as("%s in %s", own, boundary)
          .isEqualTo(certain);
    }
    assertThat(states.keySet())
        .containsExactlyInAnyOrder(
            GrantState.GRANTED, GrantState.CONDITIONAL, GrantState.DENIED, GrantState.NOT_GRANTED);
    assertThat(states.values()).allMatch(count -> count > 500);
  }
}
