package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What people accepted, as of the last day of a report. */
final class Acceptances {
  /** The longest first; the rest only so that the order of the list does not matter. */
  private static final Comparator<AcceptedFinding> LONGEST_FIRST =
      Comparator.comparing((AcceptedFinding one) -> one.until().orElse(LocalDate.MAX))
          .reversed()
          .thenComparing(AcceptedFinding::approvedBy)
          .thenComparing(AcceptedFinding::reason);

  private final Map<String, AcceptedFinding> byId = new HashMap<>();
  private final Map<List<String>, AcceptedFinding> bySubject = new HashMap<>();
  private final LocalDate lastDay;

  Acceptances(Collection<AcceptedFinding> accepted, LocalDate lastDay) {
    this.lastDay = lastDay;
    accepted.stream().sorted(LONGEST_FIRST).forEach(this::add);
  }

  private void add(AcceptedFinding one) {
    if (one.findingId().isPresent()) {
      byId.putIfAbsent(one.findingId().get(), one);
    } else {
      bySubject.putIfAbsent(List.of(one.rule().orElseThrow(), one.subject().orElseThrow()), one);
    }
  }

  /** Who accepts this finding on the report's last day; empty where nobody does, or no more. */
  Optional<Finding.Acceptance> of(String id, String rule, String subject) {
    return matching(id, rule, subject)
        .filter(this::counts)
        .map(one -> new Finding.Acceptance(one.reason(), one.approvedBy(), one.until()));
  }

  /** A sentence for each finding that was accepted for a time that is over. */
  List<String> notes(List<Finding> findings) {
    List<String> notes = new ArrayList<>();
    for (Finding finding : findings) {
      matching(finding.id(), finding.rule(), finding.subject())
          .filter(one -> !counts(one))
          .filter(one -> finding.status() != Finding.Status.GONE)
          .ifPresent(
              one ->
                  notes.add(
                      "Finding %s (%s) was accepted by %s until %s, which does not count any more."
                          .formatted(
                              finding.id(),
                              finding.rule(),
                              FindingText.cut(one.approvedBy()),
                              one.until().orElseThrow())));
    }
    return notes;
  }

  private boolean counts(AcceptedFinding one) {
    return one.until().map(until -> !until.isBefore(lastDay)).orElse(true);
  }

  /** Of an id and a rule's subject that both fit, the one that counts for longer. */
  private Optional<AcceptedFinding> matching(String id, String rule, String subject) {
    return Stream.of(
            Optional.ofNullable(byId.get(id)),
            Optional.ofNullable(bySubject.get(List.of(rule, subject))))
        .flatMap(Optional::stream)
        .min(LONGEST_FIRST);
  }
}
