package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.findings.facts.Facts;

/** Says what of some months' facts a person should look at; a pure function. */
public interface Rule {
  RuleDescription text();

  /** Whether it can judge calls of this source. */
  default boolean appliesTo(String eventSource) {
    return true;
  }

  /**
   * Whether its findings stand for a state that can end. What happens once, such as a first
   * sighting, is never told as gone a month later.
   */
  default boolean canBeGone() {
    return true;
  }

  RuleOutcome judge(Facts facts, RuleContext by);

  /** A rule that needs to know what each action does, as only Lookout for Vision's are known. */
  interface OfLookout extends Rule {
    @Override
    default boolean appliesTo(String eventSource) {
      return eventSource.equals(ActionCatalogue.LOOKOUT_VISION);
    }
  }
}
