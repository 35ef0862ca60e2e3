package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.rules.SomeFacts.ACCOUNT;
import static io.lookouttrail.reports.findings.rules.SomeFacts.FIRST;
import static io.lookouttrail.reports.findings.rules.SomeFacts.LAST;
import static io.lookouttrail.reports.findings.rules.SomeFacts.calls;
import static io.lookouttrail.reports.findings.rules.SomeFacts.someFacts;
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

  private static List<Observation> judged(Rule rule, SomeFacts facts) {
    return rule.judge(facts.facts(), DEFAULTS).observations();
  }

  @Test
  void rootIsAFindingAsSoonAsItIsUsed() {
    assertThat(
            judged(
                new RootUsed(),
                someFacts("2025-09")
                    .of(CallKind.ROOT, calls("root", 3, 2, 0, "CreateModel", "ListModels"))))
        .containsExactly(
            new Observation(
                Optional.empty(),
                Optional.of(ACCOUNT),
                "root",
                3,
                Optional.of(FIRST),
                Optional.of(LAST),
                "Root made 3 calls (CreateModel, ListModels), 2 succeeded."));
    assertThat(judged(new RootUsed(), someFacts("2025-09"))).isEmpty();
  }

  @Test
  void oneCallIsToldInTheSingular() {
    assertThat(
            judged(new RootUsed(), someFacts("2025-09").of(CallKind.ROOT, calls("root", 1, 0, 0))))
        .extracting(Observation::explanation)
        .containsExactly("Root made 1 call, which did not succeed.");
  }

  @Test
  void longTermKeysBesideARoleNameTheRole() {
    assertThat(
            judged(
                new LongTermKeys(),
                someFacts("2025-09").of(CallKind.LONG_TERM_KEY, calls("ana", 12, 12, 0, "arn:r"))))
        .extracting(Observation::subject, Observation::explanation)
        .containsExactly(
            tuple(
                "ana",
                "ana signed 12 calls with a long-term access key and also works through a role"
                    + " (arn:r)."));
    assertThat(judged(new LongTermKeys(), someFacts("2025-09"))).isEmpty();
  }

  @Test
  void consoleChangesWithoutMfaAreTold() {
    assertThat(
            judged(
                new ConsoleWithoutMfa(),
                someFacts("2025-09").of(CallKind.CONSOLE_WITHOUT_MFA, calls("ana", 2))))
        .extracting(Observation::explanation)
        .containsExactly("ana made 2 changes in the console without MFA, all succeeded.");
    assertThat(judged(new ConsoleWithoutMfa(), someFacts("2025-09"))).isEmpty();
  }

  @Test
  void changesFromAnAccountOutOfScopeAreMoreSevere() {
    SomeFacts facts =
        someFacts("2025-09")
            .of(
                CallKind.CROSS_ACCOUNT,
                calls("ops (account 444455556666)", 1),
                calls("partner (account 999988887777)", 1));
    RuleContext scoped = new RuleContext(Thresholds.DEFAULTS, Optional.of(List.of(account())));

    assertThat(new CrossAccountChanges().judge(facts.facts(), scoped).observations())
        .extracting(Observation::severity)
        .containsExactly(Optional.empty(), Optional.of(Severity.HIGH));
    assertThat(judged(new CrossAccountChanges(), facts))
        .extracting(Observation::severity)
        .containsExactly(Optional.empty(), Optional.empty());
  }

  private static ScopeAccount account() {
    return new ScopeAccount(
        "444455556666", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void denialsAreABurstFromTheThresholdOn() {
    SomeFacts facts =
        someFacts("2025-09")
            .of(
                CallKind.DENIAL_BURST,
                calls("eve", 40, 0, 10, "ListModels"),
                calls("ana", 500, 0, 9));

    assertThat(judged(new DenialBursts(), facts))
        .extracting(Observation::subject, Observation::count, Observation::explanation)
        .containsExactly(
            tuple(
                "eve",
                10L,
                "eve was denied 10 calls within 10 minutes, and 40 in all (ListModels)."));
  }

  @Test
  void throttlingIsToldFromTheThresholdOn() {
    SomeFacts facts =
        someFacts("2025-09")
            .of(CallKind.THROTTLED, calls("DetectAnomalies", 100), calls("ListModels", 99));

    assertThat(judged(new Throttling(), facts))
        .extracting(Observation::subject)
        .containsExactly("DetectAnomalies");
  }

  @Test
  void aDeleteNamesWhatIsGoneAndWhoDidIt() {
    assertThat(
            judged(
                new ResourceDeletions(),
                someFacts("2025-09").of(CallKind.DELETED, calls("model arn:m/3", 1, 1, 0, "ana"))))
        .extracting(Observation::explanation)
        .containsExactly("The model arn:m/3 was deleted by 1 call (ana).");
    assertThat(judged(new ResourceDeletions(), someFacts("2025-09"))).isEmpty();
  }

  @Test
  void firstSightingsWaitForEnoughMonthsAndSaySo() {
    SomeFacts facts = someFacts("2025-09").of(CallKind.FIRST_ACTOR, calls("eve", 5));

    RuleOutcome early = FirstSeen.ACTOR.judge(facts.after(2).facts(), DEFAULTS);
    assertThat(early.observations()).isEmpty();
    assertThat(early.notes())
        .containsExactly(
            "No actor, role, address or Region counts as seen for the first time: only 2 whole"
                + " months are before 2025-09 in the tables, 3 are wanted (baseline_months).");
    assertThat(FirstSeen.IP.judge(facts.after(0).facts(), DEFAULTS).notes())
        .containsExactly(
            "No actor, role, address or Region counts as seen for the first time: no whole month is"
                + " before 2025-09 in the tables, 3 are wanted (baseline_months).");
    RuleOutcome enough = FirstSeen.ACTOR.judge(facts.after(3).facts(), DEFAULTS);
    assertThat(enough.notes()).isEmpty();
    assertThat(enough.observations())
        .extracting(Observation::explanation)
        .containsExactly(
            "The actor eve was not seen in this account before; since then it made 5 calls.");
  }

  @Test
  void eachFirstSightingReadsItsOwnKind() {
    SomeFacts facts =
        someFacts("2025-09")
            .of(CallKind.FIRST_ACTOR, calls("eve", 1))
            .of(CallKind.FIRST_ROLE, calls("arn:r", 1))
            .of(CallKind.FIRST_IP, calls("203.0.113.9", 1))
            .of(CallKind.FIRST_REGION, calls("us-west-2", 1));

    assertThat(
            List.of(FirstSeen.ACTOR, FirstSeen.ROLE, FirstSeen.IP, FirstSeen.REGION).stream()
                .flatMap(rule -> judged(rule, facts).stream())
                .map(Observation::subject))
        .containsExactly("eve", "arn:r", "203.0.113.9", "us-west-2");
  }

  @Test
  void callsAfterTheEndOfTheServiceAreTold() {
    assertThat(
            judged(
                new CallsAfterEnd(),
                someFacts("2025-11")
                    .of(CallKind.AFTER_SERVICE_END, calls("line-7", 1234, 0, 0, "StartModel"))))
        .extracting(Observation::explanation)
        .containsExactly(
            "line-7 made 1,234 calls (StartModel) after the service had ended, none succeeded.");
    assertThat(judged(new CallsAfterEnd(), someFacts("2025-11"))).isEmpty();
  }

  @Test
  void longNamesAreCutInSentencesAndWholeAsSubject() {
    String name = "x".repeat(10_000);
    Observation seen =
        judged(new ResourceDeletions(), someFacts("2025-09").of(CallKind.DELETED, calls(name, 1)))
            .get(0);

    assertThat(seen.subject()).isEqualTo(name);
    assertThat(seen.explanation()).hasSizeLessThan(200).contains("…");
  }
}
