package io.lookouttrail.reports.findings;

import java.util.List;
import java.util.Optional;

/**
 * What rules judge by.
 *
 * @param scope the accounts of which logs are expected; empty where nobody said
 */
record Yardstick(Thresholds thresholds, Optional<List<ScopeAccount>> scope) {
  Yardstick {
    scope = scope.map(List::copyOf);
  }
}
