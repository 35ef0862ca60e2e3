package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.model.Finding.Severity;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rule: an account is in scope, but no log file of it was delivered in a month. */
final class AccountsWithoutLogs implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "account_without_logs",
          Severity.HIGH,
          "Accounts in scope without logs",
          RuleSubjects.of("account in scope without logs", "accounts in scope without logs"),
          "This report does not cover what happened there. Check that the account has a trail, and"
              + " that the trail writes to this archive.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  /** Log files of the account were delivered again. */
  @Override
  public boolean isInOrder(Observation before, Facts now) {
    return before.accountId().filter(id -> now.logMonths().containsKey(id)).isPresent();
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return context
        .scope()
        .map(
            accounts ->
                RuleOutcome.of(
                    accounts.stream()
                        .flatMap(account -> missing(account, facts).stream())
                        .toList()))
        .orElseGet(
            () ->
                RuleOutcome.skipped(
                    "Accounts without logs were not looked for: --accounts gives the accounts in"
                        + " scope."));
  }

  private static Optional<Observation> missing(ScopeAccount account, Facts facts) {
    Set<YearMonth> withLogs = facts.logMonths().getOrDefault(account.accountId(), Set.of());
    List<YearMonth> months =
        Stream.iterate(facts.from(), month -> !month.isAfter(facts.to()), m -> m.plusMonths(1))
            .filter(account::isInScope)
            .filter(month -> !withLogs.contains(month))
            .toList();
    if (months.isEmpty()) {
      return Optional.empty();
    }
    YearMonth first = months.get(0);
    YearMonth last = months.get(months.size() - 1);
    return Optional.of(
        new Observation(
            Optional.empty(),
            Optional.of(account.accountId()),
            account.accountId(),
            months.size(),
            Optional.of(first.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)),
            Optional.of(last.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)),
            "%s%s is in scope, but no log file of it was delivered in %s."
                .formatted(
                    account.accountId(),
                    account.name().map(name -> " (" + FindingText.truncate(name) + ")").orElse(""),
                    inWords(months, first, last))));
  }

  private static String inWords(List<YearMonth> months, YearMonth first, YearMonth last) {
    return months.size() == 1
        ? first.toString()
        : FindingText.count(months.size(), "month") + " between " + first + " and " + last;
  }
}
