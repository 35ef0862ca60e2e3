package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.rules.FactsBuilder.ACCOUNT;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.factsFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules about model runs, digests, accounts, quarantine and late events. */
class RecordRulesTest {
  private static final RuleContext DEFAULTS =
      new RuleContext(Thresholds.DEFAULTS, Optional.empty());
  private static final Optional<Instant> FROM = Optional.of(Instant.parse("2025-09-05T10:00:00Z"));
  private static final Optional<Instant> TO = Optional.of(Instant.parse("2025-09-05T13:00:00Z"));

  private static List<Observation> observations(Rule rule, FactsBuilder facts) {
    return rule.evaluate(facts.build(), DEFAULTS).observations();
  }

  private static Facts.Digests digests(String subject, String state, long objects, double hours) {
    return new Facts.Digests(
        Optional.of(ACCOUNT), subject, state, objects, hours, FROM, TO, List.of("a.json.gz"));
  }

  @Test
  void modelsAreIdleFromTheThresholdOn() {
    assertThat(
            observations(
                new IdleModels(),
                factsFor("2025-09").idle("bottles/3 in eu-central-1", 24).idle("caps/1", 23.9)))
        .extracting(Observation::subject, Observation::count, Observation::explanation)
        .containsExactly(
            tuple(
                "bottles/3 in eu-central-1",
                24L,
                "bottles/3 in eu-central-1 ran for 24 hours without a detection; counted per inference"
                    + " unit, at least 48 hours."));
  }

  @Test
  void hoursHaveOneDecimalAtMost() {
    assertThat(FindingText.hours(1)).isEqualTo("1 hour");
    assertThat(FindingText.hours(0.96)).isEqualTo("1 hour");
    assertThat(FindingText.hours(1234.56)).isEqualTo("1,234.6 hours");
    assertThat(FindingText.hours(100)).isEqualTo("100 hours");
  }

  @Test
  void aGapHasItsHoursAndTimes() {
    assertThat(
            observations(
                new DigestGaps(),
                factsFor("2025-09").of(DigestKind.GAP, digests("eu-central-1", "gap", 2, 3))))
        .extracting(Observation::count, Observation::explanation)
        .containsExactly(
            tuple(
                3L,
                "In eu-central-1, digests are missing for 3 hours in 2 gaps, between 2025-09-05 10:00"
                    + " UTC and 2025-09-05 13:00 UTC."));
    assertThat(observations(new DigestGaps(), factsFor("2025-09"))).isEmpty();
  }

  @Test
  void aShortGapCountsAsOneHour() {
    assertThat(
            observations(
                new DigestGaps(),
                factsFor("2025-09").of(DigestKind.GAP, digests("eu-west-1", "gap", 1, 0.1))))
        .extracting(Observation::count)
        .containsExactly(1L);
  }

  @Test
  void everyFailedValidationIsExplained() {
    FactsBuilder facts =
        factsFor("2025-09")
            .of(
                DigestKind.CONTRADICTED,
                digests("s3://b/AWSLogs/changed.json.gz", "changed", 1, 0),
                digests("s3://b/missing.json.gz", "missing", 1, 0),
                digests("s3://b/unreadable.json.gz", "unreadable", 1, 0),
                digests("s3://b/signature.json.gz", "bad_signature", 1, 0),
                digests("s3://b/undigested.json.gz", "undigested", 1, 0),
                digests("s3://b/moved.json.gz", "moved", 1, 0),
                digests("s3://b/unproven.json.gz", "not_validated", 1, 0));

    assertThat(observations(new DigestsContradicted(), facts))
        .extracting(Observation::explanation)
        .containsExactly(
            "changed.json.gz was changed after its delivery.",
            "missing.json.gz is missing: a digest names it, or an earlier check saw it.",
            "unreadable.json.gz cannot be read.",
            "signature.json.gz does not have a valid signature of CloudTrail.",
            "undigested.json.gz is named by no digest, although digests cover its time.",
            "moved.json.gz is not at the location where it was delivered.",
            "unproven.json.gz is not proven: no signed digest vouches for it.");
    assertThat(observations(new DigestsContradicted(), facts))
        .as("a change or a loss is worse than a missing proof")
        .extracting(Observation::order)
        .containsExactly(0, 0, 2, 1, 1, 1, 3);
    assertThat(observations(new DigestsContradicted(), factsFor("2025-09"))).isEmpty();
  }

  @Test
  void uncheckedFilesAreCountedByRegionAndState() {
    assertThat(
            observations(
                new DigestsUnchecked(),
                factsFor("2025-09")
                    .of(DigestKind.UNCHECKED, digests("eu-west-1", "unknown_key", 24, 0))))
        .extracting(Observation::subject, Observation::count, Observation::explanation)
        .containsExactly(
            tuple(
                "eu-west-1: unknown_key",
                24L,
                "In eu-west-1, 24 files (a.json.gz): signed with a key that was not given."));
    assertThat(observations(new DigestsUnchecked(), factsFor("2025-09"))).isEmpty();
  }

  @Test
  void withoutAnyValidationEveryFileIsUnchecked() {
    assertThat(observations(new DigestsUnchecked(), factsFor("2025-09").unchecked()))
        .extracting(Observation::subject, Observation::count)
        .containsExactly(tuple("every log file", 100L));
    assertThat(observations(new DigestsUnchecked(), factsFor("2025-09").unchecked().logFiles(0)))
        .isEmpty();
  }

  @Test
  void anAccountIsMissingOnlyInMonthsInWhichItIsInScope() {
    FactsBuilder facts =
        factsFor("2025-07", "2025-09").logsOf(ACCOUNT, "2025-07", "2025-08", "2025-09");
    facts.logsOf("444455556666", "2025-08");
    RuleContext scoped =
        new RuleContext(
            Thresholds.DEFAULTS,
            Optional.of(
                List.of(
                    scoped(ACCOUNT, null, null),
                    scoped("444455556666", null, null),
                    scoped("555566667777", "2025-09-30", null),
                    scoped("666677778888", null, "2025-06-30"),
                    scoped("777788889999", "2025-10-01", null))));

    assertThat(new AccountsWithoutLogs().evaluate(facts.build(), scoped).observations())
        .extracting(Observation::subject, Observation::count, Observation::explanation)
        .containsExactly(
            tuple(
                "444455556666",
                2L,
                "444455556666 (plant) is in scope, but no log file of it was delivered in 2 months"
                    + " between 2025-07 and 2025-09."),
            tuple(
                "555566667777",
                1L,
                "555566667777 (plant) is in scope, but no log file of it was delivered in 2025-09."));
  }

  @Test
  void anAccountIsInOrderOnceLogsOfItAreDeliveredAgain() {
    RuleContext scoped =
        new RuleContext(Thresholds.DEFAULTS, Optional.of(List.of(scoped(ACCOUNT, null, null))));
    AccountsWithoutLogs rule = new AccountsWithoutLogs();
    Observation missing = rule.evaluate(factsFor("2025-08").build(), scoped).observations().get(0);

    assertThat(rule.isInOrder(missing, factsFor("2025-09").logsOf(ACCOUNT, "2025-09").build()))
        .isTrue();
    assertThat(rule.isInOrder(missing, factsFor("2025-09").build())).isFalse();
  }

  private static ScopeAccount scoped(String id, String from, String to) {
    return new ScopeAccount(
        id,
        Optional.of("plant"),
        Optional.empty(),
        Optional.ofNullable(from).map(LocalDate::parse),
        Optional.ofNullable(to).map(LocalDate::parse));
  }

  @Test
  void withoutAListOfAccountsANoteNamesTheOption() {
    RuleOutcome outcome = new AccountsWithoutLogs().evaluate(factsFor("2025-09").build(), DEFAULTS);

    assertThat(outcome.observations()).isEmpty();
    assertThat(outcome.notes())
        .containsExactly(
            "Accounts without logs were not looked for: --accounts gives the accounts in scope.");
  }

  @Test
  void aRewrittenFileIsNamedWithBothHashes() {
    String file = "s3://trail/AWSLogs/x.json.gz";
    FactsBuilder facts =
        factsFor("2025-09")
            .with(rewritten(file, 1, Optional.of("aa"), Optional.of("bb")))
            .with(rewritten("file:///y", 2, Optional.empty(), Optional.of("bb")));

    assertThat(observations(new RewrittenLogs(), facts))
        .extracting(Observation::subject, Observation::count, Observation::explanation)
        .containsExactly(
            tuple(
                file, 1L, "x.json.gz was rewritten after it was read: SHA-256 aa before, bb now."),
            tuple(
                "file:///y",
                2L,
                "y was rewritten after it was read, 2 times: its size differs, and its hashes"
                    + " cannot be compared because one was not computed."));
  }

  private static Facts.RewrittenLog rewritten(
      String file, long rewrites, Optional<String> before, Optional<String> now) {
    return new Facts.RewrittenLog(
        Optional.of(ACCOUNT), file, rewrites, before, now, FROM.orElseThrow(), TO.orElseThrow());
  }

  @Test
  void quarantineIsGroupedByProblem() {
    assertThat(
            observations(
                new UnresolvedQuarantine(),
                factsFor("2025-09")
                    .quarantined("truncated", 2, "s3://b/a.gz", "s3://b/z.gz")
                    .quarantined("not_json", 1)))
        .extracting(Observation::subject, Observation::count, Observation::explanation)
        .containsExactly(
            tuple(
                "truncated",
                2L,
                "2 files or records are in quarantine as truncated (s3://b/a.gz, s3://b/z.gz)."),
            tuple("not_json", 1L, "1 file or record is in quarantine as not json."));
    assertThat(observations(new UnresolvedQuarantine(), factsFor("2025-09"))).isEmpty();
  }

  @Test
  void eventsAddedAfterAReportAreOneFinding() {
    FactsBuilder facts =
        factsFor("2025-08", "2025-09")
            .late("2025-09", "2025-10-02T06:00:00Z", 5, "2025-10-20T07:00:00Z")
            .late("2025-08", "2025-09-02T06:00:00Z", 1, "2025-10-09T07:00:00Z");

    assertThat(observations(new LateAdditions(), facts))
        .containsExactly(
            new Observation(
                Optional.empty(),
                Optional.empty(),
                "events added later",
                6,
                Optional.of(Instant.parse("2025-09-02T06:00:00Z")),
                Optional.of(Instant.parse("2025-10-20T07:00:00Z")),
                "1 event was added to 2025-08 after its report of 2025-09-02 06:00 UTC. The same is true"
                    + " of 1 later month; 6 events were added in all."));
    assertThat(observations(new LateAdditions(), factsFor("2025-09"))).isEmpty();
  }
}
