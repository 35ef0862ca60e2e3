package io.lookouttrail.reports.grants;

import io.lookouttrail.grants.ActionUse;
import io.lookouttrail.grants.GrantedUse;
import io.lookouttrail.grants.IamIdentity;
import io.lookouttrail.grants.IdentityType;
import io.lookouttrail.grants.IdentityUse;
import io.lookouttrail.grants.LogSpan;
import io.lookouttrail.reports.findings.facts.GrantFacts;
import io.lookouttrail.reports.query.IngestedMonths;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the facts about unused access in the months up to one month.
 *
 * @param to the last month
 * @param unusedMonths the months without a use that make a finding
 * @param gaps accounts whose logs have a gap in these months
 */
record GrantFactsBuilder(
    GrantedUse use, IngestedMonths ledger, YearMonth to, int unusedMonths, Set<String> gaps) {

  GrantFacts build() {
    return new GrantFacts(wholeMonths(), unused(), notJudged());
  }

  /** The last month counts as whole if files were delivered on its last day, or later. */
  private int wholeMonths() {
    return ledger.lastDay().isBefore(to.atEndOfMonth())
        ? 0
        : ledger.wholeMonthsBefore(to.plusMonths(1));
  }

  private List<GrantFacts.Unused> unused() {
    List<GrantFacts.Unused> unused = new ArrayList<>();
    for (IdentityUse identity : use.identities()) {
      if (isEditable(identity.identity())) {
        List<GrantFacts.Action> actions =
            identity.actions().stream().flatMap(one -> action(identity, one).stream()).toList();
        if (!actions.isEmpty()) {
          unused.add(
              new GrantFacts.Unused(
                  identity.identity().accountId(),
                  identity.identity().arn(),
                  actions,
                  identity.lastCall(),
                  identity.logs().map(LogSpan::inWords).orElse("no"),
                  hint(identity.identity())));
        }
      }
    }
    return unused;
  }

  /** A group has the access of its members, and nobody can edit a service-linked role. */
  private static boolean isEditable(IamIdentity identity) {
    return identity.type() != IdentityType.GROUP && !identity.isServiceLinked();
  }

  private static String hint(IamIdentity identity) {
    return identity
        .permissionSet()
        .map(set -> "Edit the permission set " + set + ", not the role.")
        .orElse("");
  }

  private static Optional<GrantFacts.Action> action(IdentityUse identity, ActionUse use) {
    Optional<Instant> since = use.lastCall().or(identity::visibleFrom);
    return AccessKind.of(use.action())
        .filter(kind -> kind.isCritical() && use.grant().isGranted() && since.isPresent())
        .map(
            kind ->
                new GrantFacts.Action(
                    use.action().action().name(), kind.label(), since.orElseThrow()));
  }

  private SortedMap<String, String> notJudged() {
    YearMonth from = to.plusMonths(1).minusMonths(unusedMonths);
    SortedMap<String, Set<YearMonth>> months = ledger.monthsByAccount(from, to);
    SortedMap<String, String> reasons = new TreeMap<>();
    use.identities().stream()
        .map(identity -> identity.identity().accountId())
        .distinct()
        .forEach(
            account -> {
              Set<YearMonth> delivered = months.getOrDefault(account, Set.of());
              if (delivered.isEmpty()) {
                reasons.put(account, "no log file of it was delivered in these months");
              } else if (delivered.size() < unusedMonths) {
                reasons.put(
                    account,
                    "log files were delivered in only %d of the %d months"
                        .formatted(delivered.size(), unusedMonths));
              } else if (gaps.contains(account)) {
                reasons.put(account, "its logs have a gap in these months");
              }
            });
    return reasons;
  }
}
