package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.findings.facts.Facts;

/** Rule that finds what a person should look at in the facts of a period; a pure function. */
public interface Rule {
  RuleDescription description();

  /** Whether the rule applies to calls of an event source. */
  default boolean appliesTo(String eventSource) {
    return true;
  }

  /**
   * Whether its findings describe a state that can end, so that a finding of the month before which
   * is no longer observed is reported as gone. A single event, such as a deletion, is not.
   */
  default boolean canBeGone() {
    return true;
  }

  /** What the rule observes in the facts. */
  RuleOutcome evaluate(Facts facts, RuleContext context);

  /** Rule that needs the action catalogue, which covers Lookout for Vision only. */
  interface ForLookoutVision extends Rule {
    @Override
    default boolean appliesTo(String eventSource) {
      return eventSource.equals(ActionCatalogue.LOOKOUT_VISION);
    }
  }
}
