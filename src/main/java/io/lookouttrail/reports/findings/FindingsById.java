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
 * What a rule saw of some months, by finding id.
 *
 * @param unlisted how many more there are
 * @param notes what the rule could not judge
 */
record FindingsById(Rule rule, Map<String, Observation> seen, long unlisted, List<String> notes) {

  private static final Comparator<Observation> HIGHEST_FIRST =
      Comparator.comparingLong(Observation::count)
          .reversed()
          .thenComparing(seen -> seen.accountId().orElse(""))
          .thenComparing(Observation::subject);

  /** Lets the rule judge, and keeps as many as the thresholds say. */
  static FindingsById of(Rule rule, Facts facts, RuleContext by) {
    RuleOutcome verdict = rule.judge(facts, by);
    int limit = by.thresholds().subjectsPerRule();
    Map<String, Observation> seen = new LinkedHashMap<>();
    verdict.observations().stream()
        .sorted(HIGHEST_FIRST)
        .limit(limit)
        .forEach(one -> seen.put(id(rule, one), one));
    long cut = Math.max(0, verdict.observations().size() - limit);
    return new FindingsById(rule, seen, verdict.unlisted() + cut, verdict.notes());
  }

  /** Nothing seen, where there is nothing to look at. */
  static FindingsById nothing(Rule rule) {
    return new FindingsById(rule, Map.of(), 0, List.of());
  }

  /** That not everything is listed, where it is not. */
  Optional<String> cutNote() {
    return unlisted == 0
        ? Optional.empty()
        : Optional.of(
            "%s: %s are listed, those with the highest counts, of %s (subjects_per_rule)."
                .formatted(
                    rule.text().title(),
                    FindingText.number(seen.size()),
                    FindingText.number(seen.size() + unlisted)));
  }

  private static String id(Rule rule, Observation seen) {
    return FindingIds.of(rule.text().name(), seen.accountId(), seen.subject());
  }

  /** A finding of what stands under an id. */
  Finding finding(
      String id,
      Finding.Status status,
      String explanation,
      Optional<Finding.Acceptance> acceptance) {
    RuleDescription text = rule.text();
    Observation one = seen.get(id);
    if (one == null) {
      throw new IllegalArgumentException("nothing stands under " + id);
    }
    return new Finding(
        id,
        one.severity().orElse(text.severity()),
        text.name(),
        text.title(),
        status,
        text.controls(),
        one.accountId(),
        one.subject(),
        one.count(),
        one.firstSeen(),
        one.lastSeen(),
        explanation + " " + text.why(),
        acceptance);
  }
}
