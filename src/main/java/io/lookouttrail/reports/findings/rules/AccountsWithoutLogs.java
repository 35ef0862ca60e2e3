package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Words;
import io.lookouttrail.reports.model.Finding.Severity;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An account is in scope, and no log file of it was delivered in a month. */
final class AccountsWithoutLogs implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "account_without_logs",
          Severity.HIGH,
          "Accounts in scope without logs",
          "What happened there is not in this report: see that the account has a trail, and that it"
              + " writes to this archive.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Verdict judge(Facts facts, Yardstick by) {
    return by.scope()
        .map(
            accounts ->
                Verdict.of(
                    accounts.stream()
                        .flatMap(account -> missing(account, facts).stream())
                        .toList()))
        .orElseGet(
            () ->
                Verdict.silent(
                    "Whether logs of every account are here cannot be told: --accounts names those"
                        + " in scope."));
  }

  private static Optional<Observation> missing(ScopeAccount account, Facts facts) {
    Set<YearMonth> seen = facts.logMonths().getOrDefault(account.accountId(), Set.of());
    List<YearMonth> months =
        Stream.iterate(facts.from(), month -> !month.isAfter(facts.to()), m -> m.plusMonths(1))
            .filter(account::isInScope)
            .filter(month -> !seen.contains(month))
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
            "%s%s is in scope and has no log file delivered in %s."
                .formatted(
                    account.accountId(),
                    account.name().map(name -> " (" + Words.cut(name) + ")").orElse(""),
                    inWords(months, first, last))));
  }

  private static String inWords(List<YearMonth> months, YearMonth first, YearMonth last) {
    return months.size() == 1
        ? first.toString()
        : Words.count(months.size(), "month") + " from " + first + " to " + last;
  }
}
