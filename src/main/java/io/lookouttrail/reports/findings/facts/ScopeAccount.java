package io.lookouttrail.reports.findings.facts;

import io.lookouttrail.run.AccountId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * An account in scope: log files of it are expected in the archive.
 *
 * @param accountId twelve digits
 * @param inScopeFrom its first day in scope; empty for no start
 * @param inScopeTo its last day in scope, inclusive; empty for no end
 */
public record ScopeAccount(
    String accountId,
    Optional<String> name,
    Optional<String> owner,
    Optional<LocalDate> inScopeFrom,
    Optional<LocalDate> inScopeTo) {
  public ScopeAccount {
    if (!AccountId.isValid(accountId)) {
      throw new IllegalArgumentException("not an account id: " + accountId);
    }
    if (inScopeFrom.isPresent()
        && inScopeTo.isPresent()
        && inScopeTo.get().isBefore(inScopeFrom.get())) {
      throw new IllegalArgumentException(accountId + " leaves the scope before it enters it");
    }
  }

  /** Whether the account is in scope on any day of a month. */
  public boolean isInScope(YearMonth month) {
    return inScopeFrom.map(day -> !day.isAfter(month.atEndOfMonth())).orElse(true)
        && inScopeTo.map(day -> !day.isBefore(month.atDay(1))).orElse(true);
  }
}
