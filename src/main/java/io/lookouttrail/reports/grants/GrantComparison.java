package io.lookouttrail.reports.grants;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.grants.EvaluatedGrants;
import io.lookouttrail.grants.GrantableAction;
import io.lookouttrail.grants.GrantedUse;
import io.lookouttrail.grants.IdentityUse;
import io.lookouttrail.grants.LogSpan;
import io.lookouttrail.grants.UnknownPrincipal;
import io.lookouttrail.grants.UsedAction;
import io.lookouttrail.identity.IamAction;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.query.IngestedMonths;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is granted beside calls that were counted elsewhere. */
public final class GrantComparison {
  private final GrantedUse use;
  private final boolean hasCatalogue;
  private final List<AuthorizationDetails> details;
  private final Set<String> accountsWithLogs;

  private GrantComparison(
      GrantedUse use,
      boolean hasCatalogue,
      List<AuthorizationDetails> details,
      Set<String> accountsWithLogs) {
    this.use = use;
    this.hasCatalogue = hasCatalogue;
    this.details = List.copyOf(details);
    this.accountsWithLogs = Set.copyOf(accountsWithLogs);
  }

  /**
   * Compares.
   *
   * @param hasCatalogue whether the actions are those of Lookout for Vision; else they are those
   *     that were called
   * @param calls the calls of all principals
   * @param logs by account, the days of which logs were read
   */
  public static GrantComparison of(
      List<AuthorizationDetails> details,
      boolean hasCatalogue,
      Collection<UsedAction> calls,
      Map<String, LogSpan> logs) {
    SortedSet<IamAction> called = new TreeSet<>();
    calls.forEach(call -> called.add(call.action()));
    EvaluatedGrants grants =
        EvaluatedGrants.of(details, account -> actions(account, hasCatalogue, called));
    return new GrantComparison(grants.compare(calls, logs), hasCatalogue, details, logs.keySet());
  }

  /** The actions of the catalogue; for another source those that anyone called. */
  static List<GrantableAction> actions(
      AuthorizationDetails account, boolean hasCatalogue, SortedSet<IamAction> called) {
    return hasCatalogue
        ? GrantableAction.ofLookoutVision(account)
        : called.stream().map(action -> GrantableAction.ofOtherService(action, account)).toList();
  }

  /**
   * By account, the days of which logs were read: from its first month with a log file.
   *
   * @param firstDay the first day that counts
   * @param lastDay the last day of all of them
   */
  public static Map<String, LogSpan> logs(
      IngestedMonths ledger, LocalDate firstDay, LocalDate lastDay) {
    Map<String, LogSpan> logs = new HashMap<>();
    LocalDate begin = firstDay.isAfter(ledger.firstDay()) ? firstDay : ledger.firstDay();
    if (!begin.isAfter(lastDay)) {
      ledger
          .monthsByAccount(YearMonth.from(begin), YearMonth.from(lastDay))
          .forEach(
              (account, months) -> {
                LocalDate first = Collections.min(months).atDay(1);
                logs.put(account, new LogSpan(first.isBefore(begin) ? begin : first, lastDay));
              });
    }
    return logs;
  }

  /** Returns this comparison for one role alone; empty if no file has it. */
  public Optional<GrantComparison> onlyRole(String roleArn) {
    EvaluatedGrants names = EvaluatedGrants.of(details, account -> List.of());
    return names
        .find(roleArn)
        .map(
            role ->
                new GrantComparison(
                    new GrantedUse(
                        use.identities().stream()
                            .filter(one -> one.identity().arn().equals(role.arn()))
                            .toList(),
                        List.of()),
                    hasCatalogue,
                    details.stream()
                        .filter(file -> file.accountId().equals(role.accountId()))
                        .toList(),
                    accountsWithLogs));
  }

  /** Returns the tables {@code granted_by_principal} and {@code granted_unused}. */
  public List<Table> tables() {
    return List.of(new PrincipalTable(use, hasCatalogue).table(), new GrantTables(use).table());
  }

  /** Returns the number of users, groups and roles with access. */
  public long withAccess() {
    return use.identities().stream().filter(IdentityUse::hasAccess).count();
  }

  /** Returns the number of those with access that made no call. */
  public long unused() {
    return use.identities().stream().filter(IdentityUse::isUnused).count();
  }

  /**
   * Returns a sentence for each account that called and has no file, and for each that has a file
   * and no logs, in order.
   */
  public List<String> notes() {
    return notesOnAccounts(use, details, accountsWithLogs);
  }

  /** Returns the sentences of {@link #notes} for a comparison. */
  static List<String> notesOnAccounts(
      GrantedUse use, List<AuthorizationDetails> details, Set<String> accountsWithLogs) {
    Stream<String> withoutFile =
        use.unknown().stream()
            .filter(principal -> !principal.hasFile())
            .map(UnknownPrincipal::note)
            .distinct();
    Stream<String> withoutLogs =
        details.stream()
            .map(AuthorizationDetails::accountId)
            .filter(account -> !accountsWithLogs.contains(account))
            .sorted()
            .map(
                "The tables hold no log file of account %s: nothing is known about its use."
                    ::formatted);
    return Stream.concat(withoutFile, withoutLogs).toList();
  }
}
