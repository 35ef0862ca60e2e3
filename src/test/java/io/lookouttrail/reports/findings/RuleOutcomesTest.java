package io.lookouttrail.reports.findings;

import static io.lookouttrail.reports.findings.rules.FactsBuilder.calls;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.factsFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.facts.TopItems;
import io.lookouttrail.reports.findings.rules.FactsBuilder;
import io.lookouttrail.reports.findings.rules.FindingRules;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Finding.Severity;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.RuleResult.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a report says of each rule, also of those that found nothing. */
class RuleOutcomesTest {
  private static List<RuleResult> rules(FactsBuilder period, FactsBuilder before) {
    return FindingsEvaluator.evaluate(
            new FindingsEvaluator.Input(
                new PeriodFacts(period.build(), before.build()),
                Thresholds.DEFAULTS,
                Optional.of(List.of()),
                List.of(),
                0))
        .rules();
  }

  private static RuleResult rule(String name, FactsBuilder period) {
    return rules(period, factsFor("2025-08")).stream()
        .filter(rule -> rule.rule().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hasEveryRuleInTheOrderOfTheDocumentation() {
    assertThat(rules(factsFor("2025-09"), factsFor("2025-08")))
        .extracting(RuleResult::rule)
        .containsExactlyElementsOf(
            FindingRules.all().stream().map(rule -> rule.description().name()).toList());
  }

  @Test
  void saysHowMuchWasFoundWhereAndWhen() {
    RuleResult root = rule("root_used", factsFor("2025-09").of(CallKind.ROOT, calls("root", 3)));
    assertThat(root.outcome()).isEqualTo(Outcome.FOUND);
    assertThat(root.severity()).isEqualTo(Severity.HIGH);
    assertThat(root.summary())
        .startsWith("1 root user that made calls, in account 111122223333, ")
        .endsWith(" September 2025");
    assertThat(root.why()).startsWith("The root user can do everything");
    assertThat(root.controls()).contains("SOC 2 CC6.1");
  }

  @Test
  void addsUpTheFilesOfARuleWhoseFindingsAreAboutSeveral() {
    RuleResult quarantine =
        rule(
            "unresolved_quarantine",
            factsFor("2025-09").quarantined("truncated", 3).quarantined("not_json", 2));
    assertThat(quarantine.summary())
        .as("without the days of the runs that found them")
        .isEqualTo("5 files or records in quarantine, in account 111122223333, in 2 findings");
  }

  private static Facts.Digests file(String object, String state) {
    return new Facts.Digests(
        Optional.of("111122223333"),
        object,
        state,
        1,
        0,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The list keeps the worst where it is cut, and begins with them. */
  @Test
  void keepsTheWorstOfACutList() {
    FactsBuilder facts =
        factsFor("2025-09")
            .of(
                DigestKind.CONTRADICTED,
                file("s3://b/a.json.gz", "not_validated"),
                file("s3://b/b.json.gz", "unreadable"),
                file("s3://b/z.json.gz", "missing"));
    FindingResult result =
        FindingsEvaluator.evaluate(
            new FindingsEvaluator.Input(
                new PeriodFacts(facts.build(), factsFor("2025-08").build()),
                new Thresholds(3, 10, 10, 100, 24, 3, 2),
                Optional.of(List.of()),
                List.of(),
                0));
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::order)
        .containsExactlyInAnyOrder(tuple("s3://b/z.json.gz", 0), tuple("s3://b/b.json.gz", 2));
  }

  @Test
  void countsTheFindingsThatAreNotListed() {
    List<Facts.Calls> some = IntStream.range(0, 3).mapToObj(at -> calls("actor " + at, 1)).toList();
    RuleResult keys =
        rule(
            "long_term_key_beside_role",
            factsFor("2025-09").of(CallKind.LONG_TERM_KEY, new TopItems<>(some, 20_000)));
    assertThat(keys.unlisted()).isEqualTo(19_997);
    assertThat(keys.summary())
        .as("the days of the others are not known")
        .isEqualTo("20,000 actors with a long-term key beside a role, in at least 1 account");
  }

  @Test
  void doesNotCountWhatIsBelowTheThreshold() {
    TopItems<Facts.Calls> throttled =
        new TopItems<>(List.of(calls("DetectAnomalies", 500), calls("ListModels", 2)), 40);
    RuleResult rule = rule("throttled", factsFor("2025-09").of(CallKind.THROTTLED, throttled));
    assertThat(rule.unlisted()).isZero();
    assertThat(rule.summary()).startsWith("1 action that was throttled often");
  }

  @Test
  void foundNothingIsNotTheSameAsNotJudged() {
    assertThat(rule("root_used", factsFor("2025-09")))
        .extracting(RuleResult::outcome, RuleResult::summary)
        .containsExactly(Outcome.NOTHING_FOUND, "");
    RuleResult first = rule("first_seen_role", factsFor("2025-09").monthsBefore(1));
    assertThat(first.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(first.notes()).singleElement().asString().contains("only 1 whole month");
  }

  @Test
  void doesNotJudgeDigestsWhereNothingWasValidated() {
    for (String name : List.of("digest_gap", "digest_contradicted")) {
      RuleResult rule = rule(name, factsFor("2025-09").unchecked());
      assertThat(rule.outcome()).as(name).isEqualTo(Outcome.NOT_JUDGED);
      assertThat(rule.notes())
          .singleElement()
          .asString()
          .endsWith("nothing of 2025-09 was validated against a digest.");
    }
    assertThat(rule("digest_unchecked", factsFor("2025-09").unchecked()).outcome())
        .isEqualTo(Outcome.FOUND);
  }

  @Test
  void saysWhichRulesDoNotApplyToAnotherSource() {
    RuleResult idle = rule("granted_unused", factsFor("2025-09").eventSource("s3.amazonaws.com"));
    assertThat(idle.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(idle.notes())
        .containsExactly("The meaning of the actions of s3.amazonaws.com is not known.");
  }

  /** A finding of the month before is not of these months. */
  @Test
  void aPastFindingIsNotFound() {
    FactsBuilder before = factsFor("2025-08").of(CallKind.ROOT, calls("root", 3));
    assertThat(rules(factsFor("2025-09"), before).get(0).outcome())
        .isEqualTo(Outcome.NOTHING_FOUND);
  }
}
