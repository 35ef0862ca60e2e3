package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import java.util.List;
import java.util.Optional;

/**
 * What rules judge by.
 *
 * @param scope the accounts of which logs are expected; empty where nobody said
 */
public record RuleContext(Thresholds thresholds, Optional<List<ScopeAccount>> scope) {
  public RuleContext {
    scope = scope.map(List::copyOf);
  }
}
