package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/**
 * Rule: an actor, a role, an address or a Region was seen in an account for the first time.
 *
 * <p>Finds nothing until the tables hold enough whole months before the period; a note says so.
 */
final class FirstSeen implements Rule {
  static final Rule ACTOR =
      new FirstSeen(
          CallKind.FIRST_ACTOR,
          "actor",
          new RuleDescription(
              "first_seen_actor",
              Severity.LOW,
              "Actors seen for the first time",
              RuleSubjects.of("actor seen for the first time", "actors seen for the first time"),
              "Check that their access was granted on purpose.",
              List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_5_18)));

  static final Rule ROLE =
      new FirstSeen(
          CallKind.FIRST_ROLE,
          "role",
          new RuleDescription(
              "first_seen_role",
              Severity.LOW,
              "Roles seen for the first time",
              RuleSubjects.of("role seen for the first time", "roles seen for the first time"),
              "Check that the role is one of yours, and that this use of it is intended.",
              List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_5_18)));

  static final Rule IP =
      new FirstSeen(
          CallKind.FIRST_IP,
          "address",
          new RuleDescription(
              "first_seen_ip",
              Severity.INFO,
              "Addresses seen for the first time",
              RuleSubjects.of(
                  "address seen for the first time", "addresses seen for the first time"),
              "Addresses of workloads change often. If a person has a new address, ask about it.",
              List.of(Controls.CC6_1, Controls.CC7_2)));

  static final Rule REGION =
      new FirstSeen(
          CallKind.FIRST_REGION,
          "Region",
          new RuleDescription(
              "first_seen_region",
              Severity.MEDIUM,
              "Regions seen for the first time",
              RuleSubjects.of("Region seen for the first time", "Regions seen for the first time"),
              "A Region that was never used is often not monitored. Check that this use is"
                  + " intended.",
              List.of(Controls.CC6_1, Controls.CC7_2)));

  private final CallKind kind;
  private final String noun;
  private final RuleDescription description;

  private FirstSeen(CallKind kind, String noun, RuleDescription description) {
    this.kind = kind;
    this.noun = noun;
    this.description = description;
  }

  @Override
  public RuleDescription description() {
    return description;
  }

  @Override
  public boolean listsEarlier() {
    return false;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    int needed = context.thresholds().baselineMonths();
    if (facts.monthsBefore() < needed) {
      return RuleOutcome.skipped(
          "Actors, roles, addresses and Regions seen for the first time were not looked for: the"
              + " tables hold %s before %s, and baseline_months is %d."
                  .formatted(
                      facts.monthsBefore() == 0
                          ? "no whole month"
                          : "only " + count(facts.monthsBefore(), "whole month"),
                      facts.from(),
                      needed));
    }
    return RuleOutcome.ofEach(facts.of(kind), this::observation);
  }

  private Observation observation(Facts.Calls calls) {
    return Observation.of(
        calls,
        "The %s %s was not seen in this account before. It accounts for %s%s."
            .formatted(
                noun,
                FindingText.truncate(calls.subject()),
                count(calls.calls(), "call"),
                inBrackets(calls.details())));
  }
}
