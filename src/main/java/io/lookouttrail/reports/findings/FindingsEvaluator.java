package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.rules.FindingRules;
import io.lookouttrail.reports.findings.rules.Observation;
import io.lookouttrail.reports.findings.rules.Rule;
import io.lookouttrail.reports.findings.rules.RuleContext;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Acceptance;
import io.lookouttrail.reports.model.Finding.Status;
import io.lookouttrail.reports.model.RuleResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Evaluates all rules for the period of a report and for the month before it, and compares the two:
 * a finding is new, known, accepted, gone or past.
 */
public final class FindingsEvaluator {
  private static final Comparator<Finding> MOST_SEVERE_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::rule)
          .thenComparing(finding -> finding.accountId().orElse(""))
          .thenComparing(Finding::subject);

  private final Input input;
  private final Acceptances acceptances;

  private FindingsEvaluator(Input input) {
    this.input = input;
    this.acceptances =
        new Acceptances(input.accepted(), input.facts().period().to().atEndOfMonth());
  }

  /**
   * Input of the evaluation.
   *
   * @param scope the accounts of which logs are expected; empty if no list was given
   * @param accepted the list of accepted findings, also those whose acceptance has ended
   * @param unprovenDays number of days of an account and Region that have neither a log file nor a
   *     digest which proves that none was delivered
   */
  public record Input(
      PeriodFacts facts,
      Thresholds thresholds,
      Optional<List<ScopeAccount>> scope,
      List<AcceptedFinding> accepted,
      long unprovenDays) {
    public Input {
      scope = scope.map(List::copyOf);
      accepted = List.copyOf(accepted);
    }
  }

  /** The findings, and notes on what could not be evaluated. */
  public static FindingResult evaluate(Input input) {
    return new FindingsEvaluator(input).result();
  }

  private FindingResult result() {
    RuleContext context = new RuleContext(input.thresholds(), input.scope());
    Facts period = input.facts().period();
    Facts before = input.facts().before();
    List<Finding> findings = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    List<FindingsById> results = new ArrayList<>();
    for (Rule rule : FindingRules.of(period.eventSource())) {
      FindingsById current = FindingsById.of(rule, period, context);
      FindingsById previous = FindingsById.none(rule);
      if (isInTables(before)) {
        previous = FindingsById.of(rule, before, context);
        FindingsById resolved =
            FindingsById.putInOrder(rule, before, context).without(previous).without(current);
        findings.addAll(gone(resolved));
        resolved.unlistedNote().ifPresent(note -> notes.add("Put in order: " + note));
      }
      findings.addAll(present(current, previous));
      findings.addAll(earlier(current, previous));
      results.add(current);
      notes.addAll(current.notes());
      current.unlistedNote().ifPresent(notes::add);
    }
    findings.sort(MOST_SEVERE_FIRST);
    notes.addAll(acceptances.accountNotes(findings));
    notes.addAll(acceptances.expiryNotes(findings));
    notes.addAll(notesOnMonths());
    return new FindingResult(findings, rules(results, findings), List.copyOf(notes));
  }

  /** The results of all rules, in the order of the documentation. */
  private List<RuleResult> rules(List<FindingsById> results, List<Finding> findings) {
    String eventSource = input.facts().period().eventSource();
    Map<Rule, FindingsById> byRule =
        results.stream().collect(Collectors.toMap(FindingsById::rule, it -> it));
    return FindingRules.all().stream()
        .map(
            rule ->
                Optional.ofNullable(byRule.get(rule))
                    .map(result -> RuleResults.of(result, findings))
                    .orElseGet(() -> RuleResults.notApplicable(rule, eventSource)))
        .toList();
  }

  private static boolean isInTables(Facts facts) {
    return facts.logFiles() > 0;
  }

  private List<Finding> present(FindingsById current, FindingsById previous) {
    List<Finding> findings = new ArrayList<>();
    current
        .observations()
        .forEach(
            (id, observation) -> {
              Optional<Acceptance> acceptance = acceptance(id, current, observation);
              Status known = previous.observations().containsKey(id) ? Status.KNOWN : Status.NEW;
              Status status = acceptance.isPresent() ? Status.ACCEPTED : known;
              findings.add(current.finding(id, status, observation.explanation(), acceptance));
            });
    return findings;
  }

  /**
   * The findings of the month before that are not present in the period: gone if the period shows
   * that they are in order, else past. None if the list of the period is incomplete, because the
   * finding may be among the unlisted ones.
   */
  private List<Finding> earlier(FindingsById current, FindingsById previous) {
    List<Finding> findings = new ArrayList<>();
    if (!current.rule().listsEarlier() || current.unlisted() > 0) {
      return findings;
    }
    previous
        .observations()
        .forEach(
            (id, observation) -> {
              if (!current.observations().containsKey(id)) {
                Facts now = input.facts().period();
                boolean isInOrder = current.rule().isInOrder(observation, now);
                String explanation =
                    (isInOrder ? "In order in %s. In %s: %s" : "Not in %s. In %s: %s")
                        .formatted(
                            now.months(),
                            input.facts().before().months(),
                            observation.explanation());
                findings.add(
                    previous.finding(
                        id,
                        isInOrder ? Status.GONE : Status.PAST,
                        explanation,
                        acceptance(id, previous, observation)));
              }
            });
    return findings;
  }

  /** The findings of the month before that no month has any more, because they were resolved. */
  private List<Finding> gone(FindingsById resolved) {
    List<Finding> findings = new ArrayList<>();
    resolved
        .observations()
        .forEach(
            (id, observation) ->
                findings.add(
                    resolved.finding(
                        id,
                        Status.GONE,
                        "In order: " + observation.explanation(),
                        acceptance(id, resolved, observation))));
    return findings;
  }

  private Optional<Acceptance> acceptance(
      String id, FindingsById findings, Observation observation) {
    return acceptances.find(
        id, findings.rule().description().name(), observation.accountId(), observation.subject());
  }

  private List<String> notesOnMonths() {
    List<String> notes = new ArrayList<>();
    Facts before = input.facts().before();
    if (!isInTables(before)) {
      notes.add(
          "%s is not in the tables, so every finding counts as new.".formatted(before.months()));
    }
    if (input.unprovenDays() > 0) {
      boolean isOne = input.unprovenDays() == 1;
      notes.add(
          "%s of an account and Region %s unproven: %s no log file, and no digest proves that none"
                  .formatted(
                      FindingText.count(input.unprovenDays(), "day"),
                      isOne ? "is" : "are",
                      isOne ? "it has" : "they have")
              + " was delivered.");
    }
    FindingRules.notApplicable(input.facts().period().eventSource()).ifPresent(notes::add);
    return notes;
  }
}
