package io.lookouttrail.reports.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A finding: something that a person should look at.
 *
 * @param id the same in every run and month for the same rule, account and subject
 * @param rule the rule's name, snake_case
 * @param title the rule in a few words
 * @param controls the controls that the finding is relevant for, such as {@code SOC 2 CC6.1}
 * @param accountId empty where the finding concerns no single account
 * @param subject what the finding concerns: an actor, a role, a model, a file
 * @param count the number of calls, hours or objects that the finding counts
 * @param observed what was observed, in one or two sentences
 * @param why what it means and what to do, the same for each finding of a rule
 * @param acceptance who accepted the finding and why; empty where nobody did
 * @param order its place among the findings of its rule, from 0 for the worst; those of one place
 *     are ordered by their counts
 */
public record Finding(
    String id,
    Severity severity,
    String rule,
    String title,
    Status status,
    List<String> controls,
    Optional<String> accountId,
    String subject,
    long count,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen,
    String observed,
    String why,
    Optional<Acceptance> acceptance,
    int order) {

  /** A finding of a rule that orders by counts alone. */
  public Finding(
      String id,
      Severity severity,
      String rule,
      String title,
      Status status,
      List<String> controls,
      Optional<String> accountId,
      String subject,
      long count,
      Optional<Instant> firstSeen,
      Optional<Instant> lastSeen,
      String observed,
      String why,
      Optional<Acceptance> acceptance) {
    this(
        id,
        severity,
        rule,
        title,
        status,
        controls,
        accountId,
        subject,
        count,
        firstSeen,
        lastSeen,
        observed,
        why,
        acceptance,
        0);
  }

  public Finding {
    controls = List.copyOf(controls);
  }

  /** Returns what was observed, what it means and what to do. */
  public String explanation() {
    return why.isEmpty() ? observed : observed + " " + why;
  }

  /** The severity of a finding, the highest first. */
  public enum Severity {
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The status of a finding, compared with the month before. */
  public enum Status {
    NEW,
    KNOWN,
    ACCEPTED,
    /** Of the month before; looked at again, and in order now. */
    GONE,
    /** Of the month before, not of the report's months, and not looked at again. */
    PAST;

    /** Whether the finding is of the report's months. */
    public boolean isPresent() {
      return this != GONE && this != PAST;
    }

    /** Whether the finding is of the report's months, and nobody accepted it. */
    public boolean isOpen() {
      return this == NEW || this == KNOWN;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A person's statement that the finding is known and acceptable.
   *
   * @param until the last day on which the acceptance is valid; empty for no end
   */
  public record Acceptance(String reason, String approvedBy, Optional<LocalDate> until) {}
}
