package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Accepted findings as of a report's last day, looked up by finding id or by rule with subject,
 * account or both.
 */
final class Acceptances {
  /** The longest first; name and reason make the result independent of the order of the list. */
  private static final Comparator<AcceptedFinding> LONGEST_FIRST =
      Comparator.comparing((AcceptedFinding entry) -> entry.until().orElse(LocalDate.MAX))
          .reversed()
          .thenComparing(AcceptedFinding::approvedBy)
          .thenComparing(AcceptedFinding::reason);

  private final Map<Key, AcceptedFinding> entries = new HashMap<>();
  private final LocalDate lastDay;

  Acceptances(Collection<AcceptedFinding> accepted, LocalDate lastDay) {
    this.lastDay = lastDay;
    accepted.stream()
        .sorted(LONGEST_FIRST)
        .forEach(entry -> entries.putIfAbsent(Key.of(entry), entry));
  }

  /** What an entry accepts: an id alone, or a rule with an account, a subject or both. */
  private record Key(
      Optional<String> id,
      Optional<String> rule,
      Optional<String> accountId,
      Optional<String> subject) {

    static Key of(AcceptedFinding entry) {
      return entry.findingId().isPresent()
          ? new Key(entry.findingId(), Optional.empty(), Optional.empty(), Optional.empty())
          : new Key(Optional.empty(), entry.rule(), entry.accountId(), entry.subject());
    }

    /** The keys of all entries that accept a finding. */
    static Set<Key> of(String id, String rule, Optional<String> accountId, String subject) {
      Set<Key> keys = new LinkedHashSet<>();
      keys.add(new Key(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty()));
      keys.add(of(rule, Optional.empty(), Optional.of(subject)));
      if (accountId.isPresent()) {
        keys.add(of(rule, accountId, Optional.of(subject)));
        keys.add(of(rule, accountId, Optional.empty()));
      }
      return keys;
    }

    private static Key of(String rule, Optional<String> accountId, Optional<String> subject) {
      return new Key(Optional.empty(), Optional.of(rule), accountId, subject);
    }
  }

  /** The acceptance of a finding that is valid on the report's last day; empty if there is none. */
  Optional<Finding.Acceptance> find(
      String id, String rule, Optional<String> accountId, String subject) {
    return matching(id, rule, accountId, subject)
        .filter(this::isValid)
        .map(entry -> new Finding.Acceptance(entry.reason(), entry.approvedBy(), entry.until()));
  }

  /**
   * A sentence for each valid entry that accepts a rule in a whole account, with the number of
   * findings of the report's months that it takes; it may be none.
   */
  List<String> accountNotes(List<Finding> findings) {
    Map<AcceptedFinding, Long> taken =
        ofWholeAccounts(findings, true).collect(Collectors.toMap(Taken::entry, Taken::findings));
    return entries.values().stream()
        .filter(entry -> entry.isOfWholeAccount() && isValid(entry))
        .map(entry -> new Taken(entry, taken.getOrDefault(entry, 0L)))
        .sorted(Taken.BY_RULE_AND_ACCOUNT)
        .map(
            it ->
                "The acceptance of %s in account %s by %s takes %s."
                    .formatted(
                        it.entry().rule().orElseThrow(),
                        it.entry().accountId().orElseThrow(),
                        FindingText.truncate(it.entry().approvedBy()),
                        it.findings() == 0
                            ? "no finding"
                            : FindingText.count(it.findings(), "finding")))
        .toList();
  }

  /**
   * A sentence for each finding whose acceptance has ended, or one for all whose acceptance was
   * that of a whole account; none for findings of the month before.
   */
  List<String> expiryNotes(List<Finding> findings) {
    List<String> notes = new ArrayList<>();
    for (Finding finding : findings) {
      matching(finding)
          .filter(entry -> !isValid(entry) && !entry.isOfWholeAccount())
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
    ofWholeAccounts(findings, false)
        .map(
            taken ->
                "The acceptance of %s in account %s by %s ended on %s. It no longer takes %s."
                    .formatted(
                        taken.entry().rule().orElseThrow(),
                        taken.entry().accountId().orElseThrow(),
                        FindingText.truncate(taken.entry().approvedBy()),
                        taken.entry().until().orElseThrow(),
                        FindingText.count(taken.findings(), "finding")))
        .forEach(notes::add);
    return notes;
  }

  /** An entry and the number of findings that it takes. */
  private record Taken(AcceptedFinding entry, long findings) {
    private static final Comparator<Taken> BY_RULE_AND_ACCOUNT =
        Comparator.comparing((Taken taken) -> taken.entry().rule().orElse(""))
            .thenComparing(taken -> taken.entry().accountId().orElse(""));
  }

  private Stream<Taken> ofWholeAccounts(List<Finding> findings, boolean valid) {
    return findings.stream()
        .flatMap(finding -> matching(finding).stream())
        .filter(entry -> entry.isOfWholeAccount() && isValid(entry) == valid)
        .collect(Collectors.groupingBy(Key::of, Collectors.counting()))
        .entrySet()
        .stream()
        .map(counted -> new Taken(entry(counted.getKey()).orElseThrow(), counted.getValue()))
        .sorted(Taken.BY_RULE_AND_ACCOUNT);
  }

  private boolean isValid(AcceptedFinding entry) {
    return entry.until().map(until -> !until.isBefore(lastDay)).orElse(true);
  }

  private Optional<AcceptedFinding> entry(Key key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The entry for a finding of the report's months. */
  private Optional<AcceptedFinding> matching(Finding finding) {
    return finding.status().isPresent()
        ? matching(finding.id(), finding.rule(), finding.accountId(), finding.subject())
        : Optional.empty();
  }

  /** Of the entries that accept a finding, the one that ends last. */
  private Optional<AcceptedFinding> matching(
      String id, String rule, Optional<String> accountId, String subject) {
    return Key.of(id, rule, accountId, subject).stream()
        .flatMap(key -> entry(key).stream())
        .min(LONGEST_FIRST);
  }
}
