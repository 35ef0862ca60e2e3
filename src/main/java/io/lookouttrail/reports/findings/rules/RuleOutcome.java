package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.TopItems;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Result of a rule.
 *
 * @param unlisted number of further observations that are not in the list
 * @param isJudged whether the rule could evaluate anything
 * @param notes what the rule could not evaluate, one sentence each
 */
public record RuleOutcome(
    List<Observation> observations, long unlisted, boolean isJudged, List<String> notes) {
  public RuleOutcome {
    observations = List.copyOf(observations);
    notes = List.copyOf(notes);
  }

  static RuleOutcome of(List<Observation> observations) {
    return new RuleOutcome(observations, 0, true, List.of());
  }

  /** An outcome with one observation for each fact. */
  static <T> RuleOutcome ofEach(TopItems<T> facts, Function<T, Observation> observation) {
    return new RuleOutcome(
        facts.items().stream().map(observation).toList(), facts.unlisted(), true, List.of());
  }

  /**
   * An outcome with an observation for each fact that reaches a threshold.
   *
   * @param facts the facts with the highest counts, so that none of the unlisted ones reaches the
   *     threshold if one of the list does not
   */
  static <T> RuleOutcome ofHighest(
      TopItems<T> facts, Predicate<T> reaches, Function<T, Observation> observation) {
    List<Observation> observations =
        facts.items().stream().filter(reaches).map(observation).toList();
    boolean all = observations.size() == facts.items().size();
    return new RuleOutcome(observations, all ? facts.unlisted() : 0, true, List.of());
  }

  /** An outcome without observations, and the reason why the rule could not be evaluated. */
  static RuleOutcome skipped(String note) {
    return new RuleOutcome(List.of(), 0, false, List.of(note));
  }
}
