package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.rules.FactsBuilder.ACCOUNT;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.factsFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.reports.findings.facts.GrantFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrantedUnusedTest {
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/Inspector";
  private static final RuleContext CONTEXT = new RuleContext(Thresholds.DEFAULTS, Optional.empty());

  private static GrantFacts.Action action(String name, String kind, String since) {
    return new GrantFacts.Action(name, kind, Instant.parse(since));
  }

  private static GrantFacts.Unused unused(
      Optional<Instant> lastCall, GrantFacts.Action... actions) {
    return new GrantFacts.Unused(ACCOUNT, ROLE, List.of(actions), lastCall, "26 months", "");
  }

  private static GrantFacts facts(int wholeMonths, GrantFacts.Unused... unused) {
    return new GrantFacts(wholeMonths, List.of(unused), new TreeMap<>());
  }

  private static RuleOutcome evaluate(GrantFacts facts) {
    return new GrantedUnused().evaluate(factsFor("2025-09").grants(facts).build(), CONTEXT);
  }

  @Test
  void findsWhatWasNotUsedForThreeWholeMonths() {
    RuleOutcome outcome =
        evaluate(
            facts(
                3,
                unused(
                    Optional.of(Instant.parse("2025-09-05T10:00:00Z")),
                    action("StartModel", "write", "2025-07-01T00:00:00Z"),
                    action("StopModel", "write", "2025-07-01T00:00:01Z"),
                    action("DetectAnomalies", "inference", "2024-01-01T00:00:00Z"),
                    action("TagResource", "tagging", "2023-08-01T00:00:00Z"),
                    action("CreateModel", "write", "2023-08-01T00:00:00Z"))));
    assertThat(outcome.notes()).isEmpty();
    Observation observation = outcome.observations().get(0);
    assertThat(outcome.observations()).hasSize(1);
    assertThat(observation.subject()).isEqualTo(ROLE);
    assertThat(observation.accountId()).contains(ACCOUNT);
    assertThat(observation.count()).isEqualTo(4);
    assertThat(observation.explanation())
        .isEqualTo(
            ROLE
                + " may call 1 inference action, 1 tagging action, 2 write actions that it did not"
                + " use (StartModel, DetectAnomalies, TagResource, CreateModel); its last call was"
                + " at 2025-09-05 10:00 UTC.");
  }

  @Test
  void saysThatAPrincipalMadeNoCallAndWhatToEdit() {
    GrantFacts.Action[] actions =
        IntStream.range(0, 7)
            .mapToObj(i -> action("Action" + i, "write", "2023-08-01T00:00:00Z"))
            .toArray(GrantFacts.Action[]::new);
    GrantFacts.Unused unused =
        new GrantFacts.Unused(
            ACCOUNT,
            ROLE,
            List.of(actions),
            Optional.empty(),
            "26 months",
            "Edit the permission set.");
    assertThat(evaluate(facts(12, unused)).observations())
        .extracting(Observation::explanation)
        .containsExactly(
            ROLE
                + " may call 7 write actions that it did not use (Action0, Action1, Action2,"
                + " Action3, Action4, …); it made no call in 26 months of logs. Edit the permission"
                + " set.");
  }

  @Test
  void findsNothingInARoleThatUsedItsAccessLately() {
    assertThat(
            evaluate(
                    facts(
                        12,
                        unused(
                            Optional.empty(),
                            action("StartModel", "write", "2025-08-01T00:00:00Z"))))
                .observations())
        .isEmpty();
  }

  @Test
  void isSilentWhereTheTablesHoldTooFewWholeMonths() {
    GrantFacts.Unused unused =
        unused(Optional.empty(), action("StartModel", "write", "2023-08-01T00:00:00Z"));
    assertThat(evaluate(facts(2, unused)))
        .isEqualTo(
            RuleOutcome.skipped(
                "Unused access was not looked for: the tables hold only 2 whole months up to"
                    + " 2025-09, and unused_months is 3."));
    assertThat(evaluate(facts(0, unused)).notes())
        .containsExactly(
            "Unused access was not looked for: the tables hold no whole month up to 2025-09, and"
                + " unused_months is 3.");
  }

  @Test
  void isSilentInAnAccountWhoseLogsHaveAGap() {
    GrantFacts facts =
        new GrantFacts(
            12,
            List.of(unused(Optional.empty(), action("A", "write", "2023-08-01T00:00:00Z"))),
            new TreeMap<>(Map.of(ACCOUNT, "its logs have a gap in these months")));
    assertThat(evaluate(facts))
        .isEqualTo(
            new RuleOutcome(
                List.of(),
                0,
                true,
                List.of(
                    "Unused access was not looked for in account 111122223333: its logs have a gap"
                        + " in these months.")));
  }

  @Test
  void saysThatItNeedsAuthorizationDetails() {
    assertThat(new GrantedUnused().evaluate(factsFor("2025-09").withoutGrants().build(), CONTEXT))
        .isEqualTo(
            RuleOutcome.skipped(
                "Unused access was not looked for: --authorization-details gives what is"
                    + " granted."));
  }
}
