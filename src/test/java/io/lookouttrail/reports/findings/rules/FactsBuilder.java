package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.GrantFacts;
import io.lookouttrail.reports.findings.facts.TopItems;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builder of facts: {@code factsFor("2025-09").of(CallKind.ROOT, calls("root", 3))}. */
public final class FactsBuilder {
  static final String ACCOUNT = "111122223333";
  static final Instant FIRST = Instant.parse("2025-09-03T10:00:00Z");
  static final Instant LAST = Instant.parse("2025-09-04T11:30:00Z");
  public static final String LOOKOUT = "lookoutvision.amazonaws.com";

  private final YearMonth from;
  private final YearMonth to;
  private final Map<CallKind, TopItems<Facts.Calls>> calls = new EnumMap<>(CallKind.class);
  private final Map<DigestKind, TopItems<Facts.Digests>> digests = new EnumMap<>(DigestKind.class);
  private final List<Facts.DenialBurst> denialBursts = new ArrayList<>();
  private final List<Facts.IdleModel> idle = new ArrayList<>();
  private final List<Facts.RewrittenLog> rewritten = new ArrayList<>();
  private final List<Facts.Quarantined> quarantined = new ArrayList<>();
  private final List<Facts.Quarantined> resolved = new ArrayList<>();
  private final List<Facts.LateEvents> late = new ArrayList<>();
  private final SortedMap<String, Set<YearMonth>> logMonths = new TreeMap<>();
  private String eventSource = LOOKOUT;
  private int monthsBefore = 12;
  private long logFiles = 100;
  private boolean isChecked = true;
  private Optional<GrantFacts> grants = Optional.of(new GrantFacts(12, List.of(), new TreeMap<>()));

  private FactsBuilder(YearMonth from, YearMonth to) {
    this.from = from;
    this.to = to;
  }

  /** Facts of a month with 100 validated log files, a year of months before it, and no grant. */
  public static FactsBuilder factsFor(String month) {
    return factsFor(month, month);
  }

  public static FactsBuilder factsFor(String from, String to) {
    return new FactsBuilder(YearMonth.parse(from), YearMonth.parse(to));
  }

  /** Successful calls of {@link #ACCOUNT}, without details. */
  public static Facts.Calls calls(String subject, long calls) {
    return calls(subject, calls, calls);
  }

  public static Facts.Calls calls(String subject, long calls, long succeeded, String... details) {
    return new Facts.Calls(
        Optional.of(ACCOUNT), subject, calls, succeeded, FIRST, LAST, List.of(details));
  }

  FactsBuilder denialBurst(String actor, long denied, long mostWithinMinutes, String... actions) {
    denialBursts.add(
        new Facts.DenialBurst(
            Optional.of(ACCOUNT), actor, denied, mostWithinMinutes, FIRST, LAST, List.of(actions)));
    return this;
  }

  public FactsBuilder of(CallKind kind, Facts.Calls... some) {
    return of(kind, TopItems.all(List.of(some)));
  }

  public FactsBuilder of(CallKind kind, TopItems<Facts.Calls> some) {
    calls.put(kind, some);
    return this;
  }

  public FactsBuilder of(DigestKind kind, Facts.Digests... some) {
    digests.put(kind, TopItems.all(List.of(some)));
    return this;
  }

  public FactsBuilder idle(String model, double hours) {
    idle.add(new Facts.IdleModel(ACCOUNT, model, hours, 2 * hours, FIRST, LAST));
    return this;
  }

  public FactsBuilder quarantined(String problem, long entries, String... files) {
    quarantined.add(
        new Facts.Quarantined(
            Optional.of(ACCOUNT),
            problem,
            entries,
            Optional.of(FIRST),
            Optional.of(LAST),
            Optional.empty(),
            List.of(files)));
    return this;
  }

  public FactsBuilder resolved(String problem, long entries, String lastResolved, String... files) {
    resolved.add(
        new Facts.Quarantined(
            Optional.of(ACCOUNT),
            problem,
            entries,
            Optional.of(FIRST),
            Optional.of(LAST),
            Optional.of(Instant.parse(lastResolved)),
            List.of(files)));
    return this;
  }

  FactsBuilder late(String month, String reportedAt, long events, String lastAdded) {
    late.add(
        new Facts.LateEvents(
            YearMonth.parse(month), Instant.parse(reportedAt), events, Instant.parse(lastAdded)));
    return this;
  }

  public FactsBuilder logsOf(String account, String... months) {
    Set<YearMonth> parsed = new TreeSet<>();
    for (String month : months) {
      parsed.add(YearMonth.parse(month));
    }
    logMonths.put(account, parsed);
    return this;
  }

  public FactsBuilder eventSource(String name) {
    eventSource = name;
    return this;
  }

  public FactsBuilder monthsBefore(int wholeMonths) {
    monthsBefore = wholeMonths;
    return this;
  }

  FactsBuilder with(Facts.RewrittenLog log) {
    rewritten.add(log);
    return this;
  }

  public FactsBuilder logFiles(long files) {
    logFiles = files;
    return this;
  }

  FactsBuilder grants(GrantFacts facts) {
    grants = Optional.of(facts);
    return this;
  }

  FactsBuilder withoutGrants() {
    grants = Optional.empty();
    return this;
  }

  public FactsBuilder unchecked() {
    isChecked = false;
    return this;
  }

  public Facts build() {
    return new Facts(
        eventSource,
        from,
        to,
        monthsBefore,
        logFiles,
        calls,
        TopItems.all(denialBursts),
        TopItems.all(idle),
        digests,
        isChecked,
        TopItems.all(quarantined),
        TopItems.all(resolved),
        TopItems.all(rewritten),
        late,
        logMonths,
        grants);
  }
}
