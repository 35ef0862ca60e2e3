package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.TopItems;
import java.util.List;
import java.util.function.Function;

/**
 * What a rule says.
 *
 * @param unlisted how many more there are than the observations
 * @param notes what it could not judge, a sentence each
 */
public record RuleOutcome(List<Observation> observations, long unlisted, List<String> notes) {
  public RuleOutcome {
    observations = List.copyOf(observations);
    notes = List.copyOf(notes);
  }

  static RuleOutcome of(List<Observation> observations) {
    return new RuleOutcome(observations, 0, List.of());
  }

  /** An observation for each. */
  static <T> RuleOutcome ofEach(TopItems<T> facts, Function<T, Observation> seen) {
    return new RuleOutcome(facts.items().stream().map(seen).toList(), facts.left(), List.of());
  }

  /** Nothing, and why. */
  static RuleOutcome silent(String note) {
    return new RuleOutcome(List.of(), 0, List.of(note));
  }
}
