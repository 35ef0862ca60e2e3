package io.lookouttrail.reports.findings.rules;

import static io.lookouttrail.reports.findings.facts.FindingText.count;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.model.Finding.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rule: events were added to a month after a report of that month had been made.
 *
 * <p>It compares with the last report before the addition, so that a repeated report has the same
 * finding.
 */
final class LateAdditions implements Rule {
  /** The subject of the one finding that this rule can have. Its id depends on it. */
  static final String SUBJECT = "events added later";

  private static final RuleDescription DESCRIPTION =
      new RuleDescription(
          "events_after_report",
          Severity.MEDIUM,
          "Events added after the last report",
          RuleSubjects.counted(
                  "event added after the last report", "events added after the last report")
              .foundByRuns(),
          "Readers of that report have other figures. Give them this report, and find out why the"
              + " files came late.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public RuleOutcome evaluate(Facts facts, RuleContext context) {
    List<Facts.LateEvents> late =
        facts.lateEvents().stream().sorted(Comparator.comparing(Facts.LateEvents::month)).toList();
    return RuleOutcome.of(late.isEmpty() ? List.of() : List.of(observation(late)));
  }

  private static Observation observation(List<Facts.LateEvents> late) {
    long events = late.stream().mapToLong(Facts.LateEvents::events).sum();
    Facts.LateEvents first = late.get(0);
    String more =
        late.size() == 1
            ? ""
            : " The same is true of %s; %s were added in all."
                .formatted(count(late.size() - 1, "later month"), count(events, "event"));
    return new Observation(
        Optional.empty(),
        Optional.empty(),
        SUBJECT,
        events,
        late.stream().map(Facts.LateEvents::reportedAt).min(Comparator.naturalOrder()),
        late.stream().map(Facts.LateEvents::lastAdded).max(Comparator.<Instant>naturalOrder()),
        "%s added to %s after its report of %s.%s"
            .formatted(
                count(first.events(), "event") + (first.events() == 1 ? " was" : " were"),
                first.month(),
                FindingText.minute(first.reportedAt()),
                more));
  }
}
