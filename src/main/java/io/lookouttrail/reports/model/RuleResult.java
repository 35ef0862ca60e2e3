package io.lookouttrail.reports.model;

import java.util.List;
import java.util.Locale;

/**
 * Result of a rule: what it found, or why it found nothing.
 *
 * @param rule the rule's name, snake_case
 * @param severity the highest severity of its findings in the report's months; without one, that of
 *     the rule
 * @param title the rule in a few words
 * @param why what its findings mean and what to do, in whole sentences
 * @param controls the controls for which a finding may be evidence
 * @param summary what it found in the report's months, such as {@code 144 files that failed digest
 *     validation, in 2 accounts, 2 to 5 October 2025}; empty if it found nothing
 * @param unlisted number of its findings that the report does not list, because {@code
 *     subjects_per_rule} limits the list
 * @param notes what the rule could not judge and why, one sentence each
 */
public record RuleResult(
    String rule,
    Finding.Severity severity,
    String title,
    String why,
    List<String> controls,
    Outcome outcome,
    String summary,
    long unlisted,
    List<String> notes) {
  public RuleResult {
    controls = List.copyOf(controls);
    notes = List.copyOf(notes);
  }

  /** What a rule came to. */
  public enum Outcome {
    /** It has findings in the report's months. */
    FOUND,
    /** It judged everything, and has no finding. */
    NOTHING_FOUND,
    /** It has no finding, and could not judge all accounts or calls. */
    PARTLY_JUDGED,
    /** It could not judge anything. */
    NOT_JUDGED,
    /** It needs to know the meaning of actions, and does not know those of the event source. */
    NOT_APPLICABLE;

    /** Returns the outcome in lower case, with spaces. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
