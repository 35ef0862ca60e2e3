package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.GrantFacts;
import io.lookouttrail.reports.model.Finding.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rule: a user or role may write, tag or run inference, and did not for some months.
 *
 * <p>Finds nothing where the tables do not hold those months as a whole; a note says so.
 */
final class GrantedUnused implements Rule.ForLookoutVision {
  private static final int MOST_NAMES = 5;

  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "granted_unused",
          Severity.MEDIUM,
          "Access that is granted and unused",
          RuleSubjects.of("user or role with unused access", "users and roles with unused access"),
          "Access that nobody needs is a risk without a benefit. Remove it, or note why it must"
              + " stay; the command policy writes a policy of what was used.",
          List.of(Controls.CC6_3, Controls.A_5_18, Controls.A_8_2));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  /** The access was compared again, and is used or no longer granted. */
  @Override
  public boolean isInOrder(Observation before, Facts now) {
    return now.grants()
        .filter(grants -> grants.wholeMonths() > 0)
        .filter(
            grants ->
                before.accountId().filter(id -> !grants.notJudged().containsKey(id)).isPresent())
        .isPresent();
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    if (facts.grants().isEmpty()) {
      return RuleOutcome.skipped(
          "Unused access was not looked for: --authorization-details gives what is granted.");
    }
    GrantFacts grants = facts.grants().get();
    int needed = context.thresholds().unusedMonths();
    if (grants.wholeMonths() < needed) {
      return RuleOutcome.skipped(
          "Unused access was not looked for: the tables hold %s up to %s, and unused_months is %d."
              .formatted(
                  grants.wholeMonths() == 0
                      ? "no whole month"
                      : "only " + FindingText.count(grants.wholeMonths(), "whole month"),
                  facts.to(),
                  needed));
    }
    Instant since =
        facts
            .to()
            .plusMonths(1)
            .minusMonths(needed)
            .atDay(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    List<Observation> observations = new ArrayList<>();
    for (GrantFacts.Unused unused : grants.unused()) {
      if (!grants.notJudged().containsKey(unused.accountId())) {
        observation(unused, since).ifPresent(observations::add);
      }
    }
    return new RuleOutcome(observations, 0, true, notes(grants));
  }

  private static List<String> notes(GrantFacts grants) {
    return grants.notJudged().entrySet().stream()
        .map(
            entry ->
                "Unused access was not looked for in account %s: %s."
                    .formatted(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Optional<Observation> observation(GrantFacts.Unused unused, Instant since) {
    List<GrantFacts.Action> actions =
        unused.actions().stream().filter(action -> !action.unusedSince().isAfter(since)).toList();
    if (actions.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> kinds =
        actions.stream()
            .collect(
                Collectors.groupingBy(
                    GrantFacts.Action::kind, TreeMap::new, Collectors.counting()));
    String counts =
        kinds.entrySet().stream()
            .map(entry -> FindingText.count(entry.getValue(), entry.getKey() + " action"))
            .collect(Collectors.joining(", "));
    return Optional.of(
        new Observation(
            Optional.empty(),
            Optional.of(unused.accountId()),
            unused.principalArn(),
            actions.size(),
            Optional.empty(),
            unused.lastCall(),
            "%s may call %s that it did not use (%s); %s.%s"
                .formatted(
                    FindingText.truncate(unused.principalArn()),
                    counts,
                    names(actions),
                    unused
                        .lastCall()
                        .map(at -> "its last call was at " + FindingText.minute(at))
                        .orElse("it made no call in " + unused.logs() + " of logs"),
                    unused.hint().isEmpty() ? "" : " " + unused.hint())));
  }

  private static String names(List<GrantFacts.Action> actions) {
    String first =
        actions.stream()
            .limit(MOST_NAMES)
            .map(GrantFacts.Action::name)
            .collect(Collectors.joining(", "));
    return actions.size() > MOST_NAMES ? first + ", …" : first;
  }
}
