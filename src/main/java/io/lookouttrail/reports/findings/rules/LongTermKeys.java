package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;
import static io.lookouttrail.reports.findings.facts.FindingText.inBrackets;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.util.List;

/** Rule: an actor used a long-term access key, although the actor also uses a role. */
final class LongTermKeys implements Rule {
  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "long_term_key_beside_role",
          Severity.MEDIUM,
          "Long-term keys of actors who have a role",
          RuleSubjects.of(
              "actor with a long-term key beside a role",
              "actors with a long-term key beside a role"),
          "A long-term key does not expire: if it leaks, it continues to work. Use the role"
              + " instead. Key and role are matched by the actor's name.",
          List.of(Controls.CC6_1, Controls.CC6_3, Controls.A_5_18));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    return RuleOutcome.ofEach(
        facts.of(CallKind.LONG_TERM_KEY),
        calls ->
            Observation.of(
                calls,
                "%s signed %s with a long-term access key and also uses a role%s."
                    .formatted(
                        FindingText.truncate(calls.subject()),
                        count(calls.calls(), "call"),
                        inBrackets(calls.details()))));
  }
}
