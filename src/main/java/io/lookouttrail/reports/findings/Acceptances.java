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

/** Accepted findings, looked up by finding id or by rule and subject, as of a report's last day. */
final class Acceptances {
  /** The longest first; name and reason make the result independent of the order of the list. */
  private static final Comparator<AcceptedFinding> LONGEST_FIRST =
      Comparator.comparing((AcceptedFinding entry) -> entry.until().orElse(LocalDate.MAX))
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

  private void add(AcceptedFinding entry) {
    if (entry.findingId().isPresent()) {
      byId.putIfAbsent(entry.findingId().get(), entry);
    } else {
      bySubject.putIfAbsent(
          List.of(entry.rule().orElseThrow(), entry.subject().orElseThrow()), entry);
    }
  }

  /** The acceptance of a finding that is valid on the report's last day; empty if there is none. */
  Optional<Finding.Acceptance> find(String id, String rule, String subject) {
    return matching(id, rule, subject)
        .filter(this::isValid)
        .map(entry -> new Finding.Acceptance(entry.reason(), entry.approvedBy(), entry.until()));
  }

  /**
   * A sentence for each finding whose acceptance has ended; none for findings of the month before.
   */
  List<String> expiryNotes(List<Finding> findings) {
    List<String> notes = new ArrayList<>();
    for (Finding finding : findings) {
      matching(finding.id(), finding.rule(), finding.subject())
          .filter(entry -> !isValid(entry))
          .filter(entry -> finding.status().isPresent())
          .ifPresent(
              entry ->
                  notes.add(
                      "Finding %s (%s) is no longer accepted: the acceptance by %s ended on %s."
                          .formatted(
                              finding.id(),
                              finding.rule(),
                              FindingText.truncate(entry.approvedBy()),
                              entry.until().orElseThrow())));
    }
    return notes;
  }

  private boolean isValid(AcceptedFinding entry) {
    return entry.until().map(until -> !until.isBefore(lastDay)).orElse(true);
  }

  /** The entry for the id or for rule and subject; if there are both, the one that ends later. */
  private Optional<AcceptedFinding> matching(String id, String rule, String subject) {
    return Stream.of(
            Optional.ofNullable(byId.get(id)),
            Optional.ofNullable(bySubject.get(List.of(rule, subject))))
        .flatMap(Optional::stream)
        .min(LONGEST_FIRST);
  }
}
