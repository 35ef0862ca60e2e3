package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.findings.facts.Facts;
import java.util.List;

/** Rule that finds what a person should look at in the facts of a period; a pure function. */
public interface Rule {
  RuleDescription description();

  /** Whether the rule applies to calls of an event source. */
  default boolean appliesTo(String eventSource) {
    return true;
  }

  /**
   * Whether a finding of the month before is listed where these months have none. A single event,
   * such as a deletion, is not.
   */
  default boolean listsEarlier() {
    return true;
  }

  /**
   * Whether these months show that what was observed in the month before was looked at again and is
   * in order. That it was not observed again is not enough.
   *
   * @param now the facts of months in which it was not observed
   */
  default boolean isInOrder(Observation before, Facts now) {
    return false;
  }

  /**
   * What of the month before a report was looked at again and is in order since, so that the rule
   * no longer observes it there.
   */
  default RuleOutcome putInOrder(Facts before) {
    return RuleOutcome.of(List.of());
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
