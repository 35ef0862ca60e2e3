package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/**
 * Something was seen in an account for the first time: an actor, a role, an address or a Region.
 *
 * <p>Says nothing until enough months lie before, and says that.
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
              "See that the access was granted to them on purpose.",
              List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_5_18)));

  static final Rule ROLE =
      new FirstSeen(
          CallKind.FIRST_ROLE,
          "role",
          new RuleDescription(
              "first_seen_role",
              Severity.LOW,
              "Roles seen for the first time",
              "See that the role is one of yours and was meant to be used for this.",
              List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_5_18)));

  static final Rule IP =
      new FirstSeen(
          CallKind.FIRST_IP,
          "address",
          new RuleDescription(
              "first_seen_ip",
              Severity.INFO,
              "Addresses seen for the first time",
              "Workloads change theirs often; a person's new one is worth a question.",
              List.of(Controls.CC6_1, Controls.CC7_2)));

  static final Rule REGION =
      new FirstSeen(
          CallKind.FIRST_REGION,
          "Region",
          new RuleDescription(
              "first_seen_region",
              Severity.MEDIUM,
              "Regions seen for the first time",
              "Nobody watches a Region that was never used: see that it was meant.",
              List.of(Controls.CC6_1, Controls.CC7_2)));

  private final CallKind kind;
  private final String noun;
  private final RuleDescription text;

  private FirstSeen(CallKind kind, String noun, RuleDescription text) {
    this.kind = kind;
    this.noun = noun;
    this.text = text;
  }

  @Override
  public RuleDescription text() {
    return text;
  }

  @Override
  public boolean canBeGone() {
    return false;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    int wanted = by.thresholds().baselineMonths();
    if (facts.monthsBefore() < wanted) {
      return RuleOutcome.silent(
          "No actor, role, address or Region counts as seen for the first time: %s before %s in the"
                  .formatted(
                      facts.monthsBefore() == 0
                          ? "no whole month is"
                          : "only " + wholeMonths(facts.monthsBefore()),
                      facts.from())
              + " tables, %d are wanted (baseline_months).".formatted(wanted));
    }
    return RuleOutcome.ofEach(facts.of(kind), this::seen);
  }

  private static String wholeMonths(int months) {
    return count(months, "whole month") + (months == 1 ? " is" : " are");
  }

  private Observation seen(Facts.Calls calls) {
    return Observation.of(
        calls,
        "The %s %s was not seen in this account before; since then it made %s%s."
            .formatted(
                noun,
                FindingText.cut(calls.subject()),
                count(calls.calls(), "call"),
                inBrackets(calls.details())));
  }
}
