package io.lookouttrail.reports.policy;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.grants.LogSpan;
import io.lookouttrail.grants.UsedAction;
import io.lookouttrail.identity.IamAction;
import io.lookouttrail.reports.grants.GrantComparison;
import io.lookouttrail.reports.policy.usage.CallGroup;
import io.lookouttrail.reports.policy.usage.CallKind;
import io.lookouttrail.reports.policy.usage.CallReader;
import io.lookouttrail.reports.policy.usage.CallSelection;
import io.lookouttrail.reports.policy.usage.CallTally;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.LedgerReader;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.tables.TableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the policies from the events in the tables, which it reads once; it writes nothing. */
public final class PolicyJob {
  private final PolicyOptions options;
  private final PinnedTables tables;
  private final CallReader calls;

  public PolicyJob(TableStore store, PolicyOptions options) {
    this.options = options;
    this.tables = new PinnedTables(store, options.versions());
    this.calls = new CallReader(tables, options.selection());
  }

  /**
   * As above.
   *
   * @param maxDirectEvents the most events that are read without Spark
   */
  PolicyJob(TableStore store, PolicyOptions options, long maxDirectEvents) {
    this.options = options;
    this.tables = new PinnedTables(store, options.versions());
    this.calls =
        new CallReader(tables, options.selection(), maxDirectEvents, CallReader.MAX_GROUPS);
  }

  /**
   * Makes the policies.
   *
   * @throws io.lookouttrail.run.UserError where the calls name too many resources
   */
  public Policies run() {
    SortedMap<PolicyPrincipal, List<CallGroup>> byPrincipal = new TreeMap<>();
    SortedMap<String, Policies.OtherCallers> others = new TreeMap<>();
    List<CallGroup> all = calls.read();
    for (CallGroup group : all) {
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
    return new Policies(options, policies, List.copyOf(others.values()), grants(all));
  }

  private Optional<GrantComparison> grants(List<CallGroup> groups) {
    List<AuthorizationDetails> details = options.authorization();
    if (details.isEmpty()) {
      return Optional.empty();
    }
    CallSelection selection = options.selection();
    IngestedMonths ledger = LedgerReader.read(tables, selection.eventSource());
    GrantComparison all =
        GrantComparison.of(
            details, selection.hasCatalogue(), used(groups, selection), logs(ledger, selection));
    return selection.roleArn().isPresent()
        ? all.onlyRole(selection.roleArn().get())
        : Optional.of(all);
  }

  private static Map<String, LogSpan> logs(IngestedMonths ledger, CallSelection selection) {
    if (ledger.months().isEmpty()) {
      return Map.of();
    }
    return selection
        .period()
        .map(
            months ->
                GrantComparison.logs(ledger, months.from().atDay(1), months.to().atEndOfMonth()))
        .orElseGet(() -> GrantComparison.logs(ledger, ledger.firstDay(), ledger.lastDay()));
  }

  private static List<UsedAction> used(List<CallGroup> groups, CallSelection selection) {
    List<UsedAction> used = new ArrayList<>();
    for (CallGroup group : groups) {
      CallKind kind = group.kind();
      Optional<IamAction> action =
          IamAction.of(
              selection.eventSource(), kind.eventName(), Optional.ofNullable(kind.eventType()));
      if (kind.principalArn().isPresent() && action.isPresent()) {
        used.add(
            new UsedAction(
                kind.principalArn().get(),
                action.get(),
                kind.isDenied(),
                group.tally().calls(),
                group.tally().firstCall(),
                group.tally().lastCall()));
      }
    }
    return used;
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
