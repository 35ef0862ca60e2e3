package io.lookouttrail.reports.findings.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every rule there is, in the order in which a reader is told of them. */
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
          new IdleModels(),
          new CallsAfterEnd(),
          new DigestGaps(),
          new DigestsContradicted(),
          new DigestsUnchecked(),
          new AccountsWithoutLogs(),
          new UnresolvedQuarantine(),
          new LateAdditions());

  /** What a reader is told of the rules that judge calls of this source. */
  public static List<RuleDescription> texts(String eventSource) {
    return of(eventSource).stream().map(Rule::text).toList();
  }

  public static List<Rule> of(String eventSource) {
    return ALL.stream().filter(rule -> rule.appliesTo(eventSource)).toList();
  }

  public static Set<String> names() {
    return ALL.stream()
        .map(rule -> rule.text().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Which rules do not judge calls of this source; empty where all do. */
  public static Optional<String> leftOut(String eventSource) {
    List<String> names =
        ALL.stream()
            .filter(rule -> !rule.appliesTo(eventSource))
            .map(rule -> rule.text().name())
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Not judged for %s, of whose actions nothing is known: %s."
                .formatted(eventSource, String.join(", ", names)));
  }
}
