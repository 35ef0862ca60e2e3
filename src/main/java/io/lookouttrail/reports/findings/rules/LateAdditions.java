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
 * Events were added to a month of which a report had been made.
 *
 * <p>It goes by the last report before they came, so that making the report again says the same.
 */
final class LateAdditions implements Rule {
  /** There is one such finding at most. */
  static final String SUBJECT = "events added later";

  private static final RuleDescription TEXT =
      new RuleDescription(
          "events_after_report",
          Severity.MEDIUM,
          "Events added after the last report",
          "Whoever holds that report has other figures: hand on this one, and find out why the files"
              + " came late.",
          List.of(Controls.CC7_2, Controls.A_8_15));

  @Override
  public RuleDescription text() {
    return TEXT;
  }

  @Override
  public RuleOutcome judge(Facts facts, RuleContext by) {
    List<Facts.LateEvents> late =
        facts.lateEvents().stream().sorted(Comparator.comparing(Facts.LateEvents::month)).toList();
    return RuleOutcome.of(late.isEmpty() ? List.of() : List.of(seen(late)));
  }

  private static Observation seen(List<Facts.LateEvents> late) {
    long events = late.stream().mapToLong(Facts.LateEvents::events).sum();
    Facts.LateEvents first = late.get(0);
    String more =
        late.size() == 1 ? "" : ", and so to %s".formatted(count(late.size() - 1, "later month"));
    return new Observation(
        Optional.empty(),
        Optional.empty(),
        SUBJECT,
        events,
        late.stream().map(Facts.LateEvents::reportedAt).min(Comparator.naturalOrder()),
        late.stream().map(Facts.LateEvents::lastAdded).max(Comparator.<Instant>naturalOrder()),
        "%s added to %s after its report of %s%s%s."
            .formatted(
                count(first.events(), "event") + (first.events() == 1 ? " was" : " were"),
                first.month(),
                FindingText.minute(first.reportedAt()),
                more,
                late.size() == 1 ? "" : "; " + FindingText.number(events) + " in all"));
  }
}
