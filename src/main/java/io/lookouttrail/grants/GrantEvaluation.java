package io.lookouttrail.grants;

import io.lookouttrail.grants.IdentityPolicies.Boundary;
import io.lookouttrail.grants.IdentityPolicies.Sourced;
import io.lookouttrail.grants.policy.PolicyDocument;
import io.lookouttrail.grants.policy.PolicyStatement;
import io.lookouttrail.grants.policy.ResourcePattern;
import io.lookouttrail.grants.policy.ResourceSearch;
import io.lookouttrail.grants.policy.ResourceSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Evaluation of an identity's policies for one action, over all resources at once.
 *
 * <p>A request succeeds if a statement of the identity's policies allows it, a statement of the
 * permissions boundary allows it where there is a boundary, and no statement of either denies it.
 * Here each statement is two sets of resources: those that it matches certainly, and those that it
 * matches possibly. A statement with conditions matches nothing certainly. What is allowed
 * certainly and not even possibly denied is granted; what is allowed possibly and not certainly
 * denied is granted conditionally. A Deny under a condition therefore never takes a grant away.
 *
 * <p>Source: IAM user guide, "Policy evaluation logic" and "Permissions boundaries for IAM
 * entities".
 */
final class GrantEvaluation {
  private final ResourceSearch search;
  private final ResourceSet resources;
  private final List<Sourced> allows;
  private final List<Sourced> denies;
  private final List<Limit> limits;
  private final Optional<Boundary> boundary;
  private final List<String> missing;

  /** A statement of the boundary that allows the action; without a boundary, one for everything. */
  private record Limit(
      ResourceSet certain, ResourceSet possible, String text, List<String> conditions) {}

  GrantEvaluation(IdentityPolicies policies, GrantableAction action, ResourceSearch search) {
    this.search = search;
    this.resources = ResourceSet.of(action.resources());
    this.boundary = policies.boundary();
    this.missing = policies.missing();
    this.allows = matching(policies.statements(), action, true);
    List<Sourced> ofBoundary = boundary.map(GrantEvaluation::statements).orElse(List.of());
    this.limits = limits(matching(ofBoundary, action, true));
    this.denies =
        Stream.of(policies.statements(), ofBoundary)
            .flatMap(statements -> matching(statements, action, false).stream())
            .toList();
  }

  private static List<Sourced> statements(Boundary boundary) {
    return boundary.document().map(PolicyDocument::statements).orElse(List.of()).stream()
        .map(statement -> new Sourced("permissions boundary " + boundary.name(), statement))
        .toList();
  }

  private static List<Sourced> matching(
      List<Sourced> statements, GrantableAction action, boolean allows) {
    return statements.stream()
        .filter(sourced -> sourced.statement().allows() == allows)
        .filter(sourced -> sourced.statement().actions().matches(action.action().toString()))
        .toList();
  }

  private List<Limit> limits(List<Sourced> ofBoundary) {
    if (boundary.isEmpty()) {
      return List.of(new Limit(ResourceSet.ALL, ResourceSet.ALL, "*", List.of()));
    }
    String name = "permissions boundary " + boundary.get().name();
    if (boundary.get().document().isEmpty()) {
      return List.of(
          new Limit(ResourceSet.NONE, ResourceSet.ALL, "*", List.of(name + " (not in the file)")));
    }
    return ofBoundary.stream()
        .map(Sourced::statement)
        .map(
            statement ->
                new Limit(
                    statement.certain(),
                    statement.possible(),
                    statement.resources().toString(),
                    conditions(statement).stream().map(text -> name + ": " + text).toList()))
        .toList();
  }

  Grant grant() {
    List<Sourced> effective =
        allows.stream().filter(allow -> isPossible(allow.statement().possible())).toList();
    if (effective.isEmpty()) {
      return notGranted();
    }
    boolean isCertain =
        effective.stream().anyMatch(allow -> isCertain(allow.statement().certain()));
    Set<String> on = new LinkedHashSet<>();
    effective.forEach(allow -> on.addAll(resources(allow.statement())));
    return new Grant(
        isCertain ? GrantState.GRANTED : GrantState.CONDITIONAL,
        List.copyOf(on),
        exceptions(effective),
        effective.stream().map(Sourced::policy).distinct().toList(),
        isCertain ? List.of() : conditions(effective),
        List.of());
  }

  private boolean isPossible(ResourceSet allowed) {
    return limits.stream()
        .anyMatch(
            limit ->
                search.exists(
                    List.of(allowed, resources, limit.possible()),
                    denies.stream().map(deny -> deny.statement().certain()).toList()));
  }

  private boolean isCertain(ResourceSet allowed) {
    return limits.stream()
        .anyMatch(
            limit ->
                search.exists(
                    List.of(allowed, resources, limit.certain()),
                    denies.stream().map(deny -> deny.statement().possible()).toList()));
  }

  /** Whether a statement allows something within the boundary, whatever is denied. */
  private boolean isWithinBoundary(ResourceSet allowed) {
    return limits.stream()
        .anyMatch(limit -> search.exists(List.of(allowed, resources, limit.possible()), List.of()));
  }

  /** The resources of a statement that are granted, as the policy has them. */
  private List<String> resources(PolicyStatement allow) {
    return allow.resources().isNegated()
        ? List.of(allow.resources().toString())
        : allow.resources().patterns().stream()
            .filter(pattern -> isPossible(ResourceSet.of(List.of(pattern))))
            .map(ResourcePattern::text)
            .toList();
  }

  /** What the permissions boundary and a Deny take away from a grant, each with its policy. */
  private List<String> exceptions(List<Sourced> effective) {
    List<String> exceptions = new ArrayList<>();
    List<ResourceSet> within = limits.stream().map(Limit::possible).toList();
    if (effective.stream()
        .anyMatch(
            allow -> search.exists(List.of(allow.statement().possible(), resources), within))) {
      exceptions.add(
          "outside %s (permissions boundary %s)"
              .formatted(
                  limits.stream().map(Limit::text).distinct().collect(Collectors.joining("; ")),
                  boundary.map(Boundary::name).orElse("")));
    }
    for (Sourced deny : denies) {
      PolicyStatement statement = deny.statement();
      boolean narrows =
          effective.stream()
              .anyMatch(
                  allow ->
                      search.exists(
                          List.of(allow.statement().possible(), resources, statement.possible()),
                          List.of()));
      if (narrows) {
        exceptions.add(
            statement.resources()
                + (statement.conditions().isEmpty()
                    ? ""
                    : " if " + String.join(" and ", statement.conditions()))
                + " ("
                + deny.policy()
                + ")");
      }
    }
    return exceptions;
  }

  private List<String> conditions(List<Sourced> effective) {
    Set<String> conditions = new LinkedHashSet<>();
    effective.forEach(allow -> conditions.addAll(conditions(allow.statement())));
    limits.forEach(limit -> conditions.addAll(limit.conditions()));
    return List.copyOf(conditions);
  }

  /** The conditions of a statement as one text, and the policy variables of its resources. */
  private static List<String> conditions(PolicyStatement statement) {
    List<String> conditions = new ArrayList<>();
    if (!statement.conditions().isEmpty()) {
      conditions.add(String.join(" and ", statement.conditions()));
    }
    statement.resources().patterns().stream()
        .filter(ResourcePattern::hasVariable)
        .forEach(pattern -> conditions.add("policy variable in " + pattern.text()));
    return conditions;
  }

  private Grant notGranted() {
    List<String> reasons = new ArrayList<>();
    boolean blocked = false;
    for (Sourced allow : allows) {
      ResourceSet allowed = allow.statement().possible();
      if (isWithinBoundary(allowed)) {
        blocked = true;
      } else if (search.exists(List.of(allowed, resources), List.of())) {
        reasons.add(
            "%s allows it, the permissions boundary %s does not"
                .formatted(allow.policy(), boundary.map(Boundary::name).orElse("")));
      } else {
        reasons.add(allow.policy() + " allows it, but on no resource that it works on");
      }
    }
    boolean deniedEverywhere =
        !search.exists(
            List.of(resources), denies.stream().map(deny -> deny.statement().certain()).toList());
    if (blocked || deniedEverywhere) {
      denies.stream().map(deny -> "denied by " + deny.policy()).forEach(reasons::add);
    }
    missing.stream().map(name -> "not in the file: " + name).forEach(reasons::add);
    GrantState state =
        deniedEverywhere
            ? GrantState.DENIED
            : !missing.isEmpty()
                ? GrantState.UNKNOWN
                : blocked ? GrantState.DENIED : GrantState.NOT_GRANTED;
    return Grant.none(state, reasons.stream().distinct().toList());
  }
}
