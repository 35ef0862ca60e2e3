package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.model.Finding.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * One observation of a rule, from which a finding is made.
 *
 * @param severity empty if the severity of the rule applies
 * @param count what the rule counts: calls, files, events, hours or months
 * @param explanation what was observed, in whole sentences
 * @param order its place among the observations of its rule, from 0 for the worst; those of one
 *     place are ordered by their counts
 */
public record Observation(
    Optional<Severity> severity,
    Optional<String> accountId,
    String subject,
    long count,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen,
    String explanation,
    int order) {

  /** An observation of a rule that orders by counts alone. */
  public Observation(
      Optional<Severity> severity,
      Optional<String> accountId,
      String subject,
      long count,
      Optional<Instant> firstSeen,
      Optional<Instant> lastSeen,
      String explanation) {
    this(severity, accountId, subject, count, firstSeen, lastSeen, explanation, 0);
  }

  /** An observation of calls. */
  static Observation of(Facts.Calls calls, String explanation) {
    return new Observation(
        Optional.empty(),
        calls.accountId(),
        calls.subject(),
        calls.calls(),
        Optional.of(calls.first()),
        Optional.of(calls.last()),
        explanation);
  }

  Observation withSeverity(Severity other) {
    return new Observation(
        Optional.of(other), accountId, subject, count, firstSeen, lastSeen, explanation, order);
  }
}
