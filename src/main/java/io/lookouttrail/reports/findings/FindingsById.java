package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.rules.FindingIds;
import io.lookouttrail.reports.findings.rules.Observation;
import io.lookouttrail.reports.findings.rules.Rule;
import io.lookouttrail.reports.findings.rules.RuleContext;
import io.lookouttrail.reports.findings.rules.RuleDescription;
import io.lookouttrail.reports.findings.rules.RuleOutcome;
import io.lookouttrail.reports.model.Finding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Observations of one rule in some months, by finding id.
 *
 * @param unlisted number of further observations that are not in the map
 * @param isJudged whether the rule could evaluate anything
 * @param notes what the rule could not evaluate
 */
record FindingsById(
    Rule rule,
    Map<String, Observation> observations,
    long unlisted,
    boolean isJudged,
    List<String> notes) {

  private static final Comparator<Observation> WORST_FIRST =
      Comparator.comparingInt(Observation::order)
          .thenComparing(Comparator.comparingLong(Observation::count).reversed())
          .thenComparing(observation -> observation.accountId().orElse(""))
          .thenComparing(Observation::subject);

  /** Evaluates the rule; keeps at most {@code subjects_per_rule} observations. */
  static FindingsById of(Rule rule, Facts facts, RuleContext context) {
    return of(rule, rule.evaluate(facts, context), context.thresholds().subjectsPerRule());
  }

  /** What of the month before is in order since; at most {@code subjects_per_rule} observations. */
  static FindingsById putInOrder(Rule rule, Facts before, RuleContext context) {
    return of(rule, rule.putInOrder(before), context.thresholds().subjectsPerRule());
  }

  private static FindingsById of(Rule rule, RuleOutcome outcome, int limit) {
    Map<String, Observation> observations = new LinkedHashMap<>();
    outcome.observations().stream()
        .sorted(WORST_FIRST)
        .limit(limit)
        .forEach(observation -> observations.put(id(rule, observation), observation));
    long cut = Math.max(0, outcome.observations().size() - limit);
    return new FindingsById(
        rule, observations, outcome.unlisted() + cut, outcome.isJudged(), outcome.notes());
  }

  /** No observations, for months without data. */
  static FindingsById none(Rule rule) {
    return new FindingsById(rule, Map.of(), 0, false, List.of());
  }

  /** A sentence with the number of unlisted observations; empty if all are listed. */
  Optional<String> unlistedNote() {
    return unlisted == 0
        ? Optional.empty()
        : Optional.of(
            "%s: the list has %s of %s, those with the highest counts (subjects_per_rule)."
                .formatted(
                    rule.description().title(),
                    FindingText.number(observations.size()),
                    FindingText.number(observations.size() + unlisted)));
  }

  /** These, without those whose ids others have; none at all where the others are incomplete. */
  FindingsById without(FindingsById others) {
    if (others.unlisted() > 0) {
      return none(rule);
    }
    Map<String, Observation> left = new LinkedHashMap<>(observations);
    left.keySet().removeAll(others.observations().keySet());
    return new FindingsById(rule, left, unlisted, isJudged, notes);
  }

  private static String id(Rule rule, Observation observation) {
    return FindingIds.of(rule.description().name(), observation.accountId(), observation.subject());
  }

  /**
   * The finding with an id, without advice if it is gone; fails if there is no observation with
   * that id.
   */
  Finding finding(
      String id, Finding.Status status, String observed, Optional<Finding.Acceptance> acceptance) {
    RuleDescription description = rule.description();
    Observation observation = observations.get(id);
    if (observation == null) {
      throw new IllegalArgumentException("no observation with the id " + id);
    }
    return new Finding(
        id,
        observation.severity().orElse(description.severity()),
        description.name(),
        description.title(),
        status,
        description.controls(),
        observation.accountId(),
        observation.subject(),
        observation.count(),
        observation.firstSeen(),
        observation.lastSeen(),
        observed,
        status == Finding.Status.GONE ? "" : description.why(),
        acceptance,
        observation.order());
  }
}
