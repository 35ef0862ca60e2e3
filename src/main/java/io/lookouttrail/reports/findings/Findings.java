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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets every rule judge a report's months and the month before, and sets the two side by side. */
public final class Findings {
  private static final Comparator<Finding> MOST_SEVERE_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::rule)
          .thenComparing(finding -> finding.accountId().orElse(""))
          .thenComparing(Finding::subject);

  private final Question asked;
  private final Acceptances accepted;

  private Findings(Question asked) {
    this.asked = asked;
    this.accepted = new Acceptances(asked.accepted(), asked.facts().period().to().atEndOfMonth());
  }

  /**
   * What the findings of a report are made from.
   *
   * @param scope the accounts of which logs are expected; empty where nobody said
   * @param unprovenDays days of an account and Region without a file and without a digest that says
   *     why
   */
  public record Question(
      PeriodFacts facts,
      Thresholds thresholds,
      Optional<List<ScopeAccount>> scope,
      List<AcceptedFinding> accepted,
      long unprovenDays) {
    public Question {
      scope = scope.map(List::copyOf);
      accepted = List.copyOf(accepted);
    }
  }

  /** The findings and what could not be judged. */
  public static FindingResult of(Question asked) {
    return new Findings(asked).result();
  }

  private FindingResult result() {
    RuleContext by = new RuleContext(asked.thresholds(), asked.scope());
    Facts period = asked.facts().period();
    Facts before = asked.facts().before();
    List<Finding> findings = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    for (Rule rule : FindingRules.of(period.eventSource())) {
      FindingsById now = FindingsById.of(rule, period, by);
      FindingsById then =
          isInTables(before) ? FindingsById.of(rule, before, by) : FindingsById.nothing(rule);
      findings.addAll(standing(now, then));
      findings.addAll(gone(now, then));
      notes.addAll(now.notes());
      now.cutNote().ifPresent(notes::add);
    }
    findings.sort(MOST_SEVERE_FIRST);
    notes.addAll(accepted.notes(findings));
    notes.addAll(notesOnMonths());
    return new FindingResult(findings, List.copyOf(notes));
  }

  private static boolean isInTables(Facts facts) {
    return facts.logFiles() > 0;
  }

  private List<Finding> standing(FindingsById now, FindingsById then) {
    List<Finding> findings = new ArrayList<>();
    now.seen()
        .forEach(
            (id, seen) -> {
              Optional<Acceptance> acceptance = acceptance(id, now, seen);
              Status known = then.seen().containsKey(id) ? Status.KNOWN : Status.NEW;
              Status status = acceptance.isPresent() ? Status.ACCEPTED : known;
              findings.add(now.finding(id, status, seen.explanation(), acceptance));
            });
    return findings;
  }

  /** What was there before; not told where a cut list may hide that it still is. */
  private List<Finding> gone(FindingsById now, FindingsById then) {
    List<Finding> findings = new ArrayList<>();
    if (!now.rule().canBeGone() || now.unlisted() > 0) {
      return findings;
    }
    then.seen()
        .forEach(
            (id, seen) -> {
              if (!now.seen().containsKey(id)) {
                String explanation =
                    "Not seen in %s. In %s: %s"
                        .formatted(
                            asked.facts().period().months(),
                            asked.facts().before().months(),
                            seen.explanation());
                findings.add(
                    then.finding(id, Status.GONE, explanation, acceptance(id, then, seen)));
              }
            });
    return findings;
  }

  private Optional<Acceptance> acceptance(String id, FindingsById judged, Observation seen) {
    return accepted.of(id, judged.rule().text().name(), seen.subject());
  }

  private List<String> notesOnMonths() {
    List<String> notes = new ArrayList<>();
    Facts before = asked.facts().before();
    if (!isInTables(before)) {
      notes.add(
          "%s is not in the tables: with nothing to compare with, every finding counts as new."
              .formatted(before.months()));
    }
    if (asked.unprovenDays() > 0) {
      notes.add(
          "%s of an account and Region %s unproven: no log file, and no digest that proves that there"
                  .formatted(
                      FindingText.count(asked.unprovenDays(), "day"),
                      asked.unprovenDays() == 1 ? "is" : "are")
              + " was none.");
    }
    FindingRules.leftOut(asked.facts().period().eventSource()).ifPresent(notes::add);
    return notes;
  }
}
