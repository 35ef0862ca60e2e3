package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.rules.FactsBuilder.ACCOUNT;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.FIRST;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.LAST;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.calls;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.factsFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules about who called, and how. */
class CallRulesTest {
  private static final RuleContext DEFAULTS =
      new RuleContext(Thresholds.DEFAULTS, Optional.empty());

  private static List<Observation> observations(Rule rule, FactsBuilder facts) {
    return rule.evaluate(facts.build(), DEFAULTS).observations();
  }

  @Test
  void rootIsAFindingAsSoonAsItIsUsed() {
    assertThat(
            observations(
                new RootUsed(),
                factsFor("2025-09")
                    .of(CallKind.ROOT, calls("root", 3, 2, "CreateModel", "ListModels"))))
        .containsExactly(
            new Observation(
                Optional.empty(),
                Optional.of(ACCOUNT),
                "root",
                3,
                Optional.of(FIRST),
                Optional.of(LAST),
                "The root user made 3 calls (CreateModel, ListModels), 2 of which succeeded."));
    assertThat(observations(new RootUsed(), factsFor("2025-09"))).isEmpty();
  }

  @Test
  void oneCallIsInTheSingular() {
    assertThat(
            observations(
                new RootUsed(), factsFor("2025-09").of(CallKind.ROOT, calls("root", 1, 0))))
        .extracting(Observation::explanation)
        .containsExactly("The root user made 1 call, which did not succeed.");
  }

  @Test
  void longTermKeysOfAnActorWithARoleNameTheRole() {
    assertThat(
            observations(
                new LongTermKeys(),
                factsFor("2025-09").of(CallKind.LONG_TERM_KEY, calls("ana", 12, 12, "arn:r"))))
        .extracting(Observation::subject, Observation::explanation)
        .containsExactly(
            tuple(
                "ana",
                "ana signed 12 calls with a long-term access key and also uses a role (arn:r)."));
    assertThat(observations(new LongTermKeys(), factsFor("2025-09"))).isEmpty();
  }

  @Test
  void consoleChangesWithoutMfaAreAFinding() {
    assertThat(
            observations(
                new ConsoleWithoutMfa(),
                factsFor("2025-09").of(CallKind.CONSOLE_WITHOUT_MFA, calls("ana", 2))))
        .extracting(Observation::explanation)
        .containsExactly("ana made 2 changes in the console without MFA, all of which succeeded.");
    assertThat(observations(new ConsoleWithoutMfa(), factsFor("2025-09"))).isEmpty();
  }

  @Test
  void changesFromAnAccountOutOfScopeAreMoreSevere() {
    FactsBuilder facts =
        factsFor("2025-09")
            .of(
                CallKind.CROSS_ACCOUNT,
                calls("ops (account 444455556666)", 1),
                calls("partner (account 999988887777)", 1));
    RuleContext scoped = new RuleContext(Thresholds.DEFAULTS, Optional.of(List.of(account())));

    assertThat(new CrossAccountChanges().evaluate(facts.build(), scoped).observations())
        .extracting(Observation::severity)
        .containsExactly(Optional.empty(), Optional.of(Severity.HIGH));
    assertThat(observations(new CrossAccountChanges(), facts))
        .extracting(Observation::severity)
        .containsExactly(Optional.empty(), Optional.empty());
  }

  private static ScopeAccount account() {
    return new ScopeAccount(
        "444455556666", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void denialsAreABurstFromTheThresholdOn() {
    FactsBuilder facts =
        factsFor("2025-09").denialBurst("eve", 40, 10, "ListModels").denialBurst("ana", 500, 9);

    assertThat(observations(new DenialBursts(), facts))
        .extracting(Observation::subject, Observation::count, Observation::explanation)
        .containsExactly(
            tuple(
                "eve",
                10L,
                "eve was denied 10 calls within 10 minutes, and 40 in all (ListModels)."));
  }

  @Test
  void throttlingIsAFindingFromTheThresholdOn() {
    FactsBuilder facts =
        factsFor("2025-09")
            .of(CallKind.THROTTLED, calls("DetectAnomalies", 100), calls("ListModels", 99));

    assertThat(observations(new Throttling(), facts))
        .extracting(Observation::subject)
        .containsExactly("DetectAnomalies");
  }

  @Test
  void aDeletionNamesTheResourceAndTheActor() {
    assertThat(
            observations(
                new ResourceDeletions(),
                factsFor("2025-09").of(CallKind.DELETED, calls("model arn:m/3", 1, 1, "ana"))))
        .extracting(Observation::explanation)
        .containsExactly("The model arn:m/3 was deleted by 1 call (ana).");
    assertThat(observations(new ResourceDeletions(), factsFor("2025-09"))).isEmpty();
  }

  @Test
  void firstSeenRulesNeedEnoughMonthsAndSaySo() {
    FactsBuilder facts = factsFor("2025-09").of(CallKind.FIRST_ACTOR, calls("eve", 5));

    RuleOutcome early = FirstSeen.ACTOR.evaluate(facts.monthsBefore(2).build(), DEFAULTS);
    assertThat(early.observations()).isEmpty();
    assertThat(early.notes())
        .containsExactly(
            "Actors, roles, addresses and Regions seen for the first time were not looked for: the"
                + " tables hold only 2 whole months before 2025-09, and baseline_months is 3.");
    assertThat(FirstSeen.IP.evaluate(facts.monthsBefore(0).build(), DEFAULTS).notes())
        .containsExactly(
            "Actors, roles, addresses and Regions seen for the first time were not looked for: the"
                + " tables hold no whole month before 2025-09, and baseline_months is 3.");
    RuleOutcome enough = FirstSeen.ACTOR.evaluate(facts.monthsBefore(3).build(), DEFAULTS);
    assertThat(enough.notes()).isEmpty();
    assertThat(enough.observations())
        .extracting(Observation::explanation)
        .containsExactly(
            "The actor eve was not seen in this account before. It accounts for 5 calls.");
  }

  @Test
  void eachFirstSeenRuleReadsItsOwnKind() {
    FactsBuilder facts =
        factsFor("2025-09")
            .of(CallKind.FIRST_ACTOR, calls("eve", 1))
            .of(CallKind.FIRST_ROLE, calls("arn:r", 1))
            .of(CallKind.FIRST_IP, calls("203.0.113.9", 1))
            .of(CallKind.FIRST_REGION, calls("us-west-2", 1));

    assertThat(
            List.of(FirstSeen.ACTOR, FirstSeen.ROLE, FirstSeen.IP, FirstSeen.REGION).stream()
                .flatMap(rule -> observations(rule, facts).stream())
                .map(Observation::subject))
        .containsExactly("eve", "arn:r", "203.0.113.9", "us-west-2");
  }

  @Test
  void callsAfterTheEndOfTheServiceAreAFinding() {
    assertThat(
            observations(
                new CallsAfterEnd(),
                factsFor("2025-11")
                    .of(CallKind.AFTER_SERVICE_END, calls("line-7", 1234, 0, "StartModel"))))
        .extracting(Observation::explanation)
        .containsExactly(
            "line-7 made 1,234 calls (StartModel) after the end of the service, none of which"
                + " succeeded.");
    assertThat(observations(new CallsAfterEnd(), factsFor("2025-11"))).isEmpty();
  }

  @Test
  void longNamesAreTruncatedInSentencesAndWholeAsSubject() {
    String name = "x".repeat(10_000);
    Observation observation =
        observations(
                new ResourceDeletions(), factsFor("2025-09").of(CallKind.DELETED, calls(name, 1)))
            .get(0);

    assertThat(observation.subject()).isEqualTo(name);
    assertThat(observation.explanation()).hasSizeLessThan(200).contains("…");
  }
}
