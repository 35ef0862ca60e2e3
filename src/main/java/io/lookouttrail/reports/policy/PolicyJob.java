package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.usage.CallGroup;
import io.lookouttrail.reports.policy.usage.CallReader;
import io.lookouttrail.reports.policy.usage.CallTally;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.tables.TableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the policies from the events in the tables, which it reads once; it writes nothing. */
public final class PolicyJob {
  private final PolicyOptions options;
  private final CallReader calls;

  public PolicyJob(TableStore store, PolicyOptions options) {
    this.options = options;
    this.calls = new CallReader(new PinnedTables(store, options.versions()), options.selection());
  }

  /**
   * As above.
   *
   * @param maxDirectEvents the most events that are read without Spark
   */
  PolicyJob(TableStore store, PolicyOptions options, long maxDirectEvents) {
    this.options = options;
    this.calls =
        new CallReader(
            new PinnedTables(store, options.versions()),
            options.selection(),
            maxDirectEvents,
            CallReader.MAX_GROUPS);
  }

  /**
   * Makes the policies.
   *
   * @throws io.lookouttrail.run.UserError where the calls name too many resources
   */
  public Policies run() {
    SortedMap<PolicyPrincipal, List<CallGroup>> byPrincipal = new TreeMap<>();
    SortedMap<String, Policies.OtherCallers> others = new TreeMap<>();
    for (CallGroup group : calls.read()) {
      Optional<PolicyPrincipal> principal =
          group.kind().principalArn().flatMap(PolicyPrincipal::parse);
      if (principal.isPresent()) {
        byPrincipal.computeIfAbsent(principal.get(), key -> new ArrayList<>()).add(group);
      } else {
        addOther(others, group);
      }
    }
    mergeWithoutPath(byPrincipal);
    List<PrincipalPolicy> policies = new ArrayList<>();
    byPrincipal.forEach(
        (principal, groups) -> policies.add(PolicyGenerator.generate(principal, options, groups)));
    return new Policies(options, policies, List.copyOf(others.values()));
  }

  /**
   * Adds the calls of a role without a path to the one role of its name with a path: a record that
   * lacks the session's issuer names only the session, whose ARN has no path.
   */
  private static void mergeWithoutPath(SortedMap<PolicyPrincipal, List<CallGroup>> byPrincipal) {
    for (PolicyPrincipal principal : List.copyOf(byPrincipal.keySet())) {
      List<PolicyPrincipal> withPath =
          byPrincipal.keySet().stream().filter(principal::isWithoutPathOf).toList();
      if (withPath.size() == 1) {
        List<CallGroup> calls = byPrincipal.remove(principal);
        byPrincipal.getOrDefault(withPath.get(0), List.of()).addAll(calls);
      }
    }
  }

  private static void addOther(SortedMap<String, Policies.OtherCallers> others, CallGroup group) {
    String kind = Objects.requireNonNullElse(group.kind().credentialKind(), "unknown");
    String account = group.kind().accountId();
    CallTally tally = group.tally();
    others.merge(
        kind + " " + account,
        new Policies.OtherCallers(kind, account, tally),
        (one, other) -> new Policies.OtherCallers(kind, account, one.calls().plus(other.calls())));
  }
}
