package io.lookouttrail.reports.findings.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** List of all rules, in the order of the documentation. */
public final class FindingRules {
  private FindingRules() {}

  private static final List<Rule> ALL =
      List.of(
          new RootUsed(),
          new LongTermKeys(),
          new ConsoleWithoutMfa(),
          new CrossAccountChanges(),
          new DenialBursts(),
          new Throttling(),
          new ResourceDeletions(),
          FirstSeen.ACTOR,
          FirstSeen.ROLE,
          FirstSeen.IP,
          FirstSeen.REGION,
          new GrantedUnused(),
          new IdleModels(),
          new CallsAfterEnd(),
          new DigestGaps(),
          new DigestsContradicted(),
          new DigestsUnchecked(),
          new RewrittenLogs(),
          new AccountsWithoutLogs(),
          new UnresolvedQuarantine(),
          new LateAdditions());

  /** The descriptions of the rules that apply to calls of an event source. */
  public static List<RuleDescription> descriptions(String eventSource) {
    return of(eventSource).stream().map(Rule::description).toList();
  }

  /** All rules. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The rules that apply to calls of an event source. */
  public static List<Rule> of(String eventSource) {
    return ALL.stream().filter(rule -> rule.appliesTo(eventSource)).toList();
  }

  /** The names of all rules, sorted. */
  public static Set<String> names() {
    return ALL.stream()
        .map(rule -> rule.description().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A note that names the rules that do not apply to an event source; empty if all do. */
  public static Optional<String> notApplicable(String eventSource) {
    List<String> names =
        ALL.stream()
            .filter(rule -> !rule.appliesTo(eventSource))
            .map(rule -> rule.description().name())
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Not applied to %s, because the meaning of its actions is not known: %s."
                .formatted(eventSource, String.join(", ", names)));
  }
}
