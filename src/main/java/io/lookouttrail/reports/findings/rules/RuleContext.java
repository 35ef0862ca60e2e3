package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import java.util.List;
import java.util.Optional;

/**
 * Inputs of a rule apart from the facts.
 *
 * @param scope the accounts of which logs are expected; empty if no list was given
 */
public record RuleContext(Thresholds thresholds, Optional<List<ScopeAccount>> scope) {
  public RuleContext {
    scope = scope.map(List::copyOf);
  }
}
