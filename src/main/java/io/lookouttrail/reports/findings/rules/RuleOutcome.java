package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.TopItems;
import java.util.List;
import java.util.function.Function;

/**
 * Result of a rule.
 *
 * @param unlisted number of further observations that are not in the list
 * @param notes what the rule could not evaluate, one sentence each
 */
public record RuleOutcome(List<Observation> observations, long unlisted, List<String> notes) {
  public RuleOutcome {
    observations = List.copyOf(observations);
    notes = List.copyOf(notes);
  }

  static RuleOutcome of(List<Observation> observations) {
    return new RuleOutcome(observations, 0, List.of());
  }

  /** An outcome with one observation for each fact. */
  static <T> RuleOutcome ofEach(TopItems<T> facts, Function<T, Observation> observation) {
    return new RuleOutcome(
        facts.items().stream().map(observation).toList(), facts.unlisted(), List.of());
  }

  /** An outcome without observations, and the reason. */
  static RuleOutcome skipped(String note) {
    return new RuleOutcome(List.of(), 0, List.of(note));
  }
}
