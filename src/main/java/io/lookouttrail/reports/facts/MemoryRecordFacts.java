package io.lookouttrail.reports.facts;

import io.lookouttrail.identity.Outcome;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.memory.CellOrder;
import io.lookouttrail.reports.memory.Change;
import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.ModelRunPart;
import io.lookouttrail.reports.memory.QuarantineProblem;
import io.lookouttrail.reports.query.ReportPeriods;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of {@link DenialBurstFacts}, {@link IdleModelFacts} and {@link QuarantineFacts} as
 * plain code over rows in memory.
 */
final class MemoryRecordFacts {
  private static final int SECONDS_A_MINUTE = 60;

  private final ReportPeriods periods;
  private final Thresholds thresholds;

  MemoryRecordFacts(ReportPeriods periods, Thresholds thresholds) {
    this.periods = periods;
    this.thresholds = thresholds;
  }

  private record Subject(FactPeriod period, @Nullable String accountId, @Nullable String name) {
    RankedFacts.Group group() {
      return new RankedFacts.Group(period, Optional.empty());
    }
  }

  private static <K, T> List<T> at(Map<K, List<T>> lists, K key) {
    return lists.computeIfAbsent(key, absent -> new ArrayList<>());
  }

  /** The denied calls of one second. */
  private static final class Second {
    private long denied;
    private String firstAction = "";
    private String lastAction = "";

    void add(String action) {
      firstAction =
          denied == 0 || CellOrder.TEXT.compare(action, firstAction) < 0 ? action : firstAction;
      lastAction =
          denied == 0 || CellOrder.TEXT.compare(action, lastAction) > 0 ? action : lastAction;
      denied++;
    }
  }

  RankedFacts<Facts.DenialBurst> denialBursts(List<Change> changes) {
    Map<Subject, TreeMap<Long, Second>> seconds = new HashMap<>();
    for (Change change : changes) {
      if (Outcome.DENIED.label().equals(change.outcome())) {
        FactPeriod period = FactPeriod.of(change.eventDate(), periods);
        seconds
            .computeIfAbsent(
                new Subject(period, change.accountId(), change.actor()), x -> new TreeMap<>())
            .computeIfAbsent(change.eventTime().getEpochSecond(), second -> new Second())
            .add(change.action());
      }
    }
    Map<RankedFacts.Group, List<Facts.DenialBurst>> bursts = new HashMap<>();
    seconds.forEach(
        (subject, bySecond) -> {
          Facts.DenialBurst burst = burst(subject, bySecond);
          if (burst.mostWithinMinutes() >= thresholds.denialBurstCalls()) {
            at(bursts, subject.group()).add(burst);
          }
        });
    return RankedFacts.first(
        bursts,
        thresholds.subjectsPerRule(),
        Comparator.comparingLong(Facts.DenialBurst::mostWithinMinutes)
            .reversed()
            .thenComparing(fact -> fact.accountId().orElse(null), CellOrder.TEXT_NULLS_FIRST)
            .thenComparing(Facts.DenialBurst::actor, CellOrder.TEXT));
  }

  private Facts.DenialBurst burst(Subject subject, NavigableMap<Long, Second> bySecond) {
    long all = 0;
    FirstNames actions = new FirstNames();
    for (Second second : bySecond.values()) {
      all += second.denied;
      actions.add(second.firstAction);
      actions.add(second.lastAction);
    }
    return new Facts.DenialBurst(
        Optional.ofNullable(subject.accountId()),
        subject.name() == null ? "" : subject.name(),
        all,
        mostWithinMinutes(bySecond),
        Instant.ofEpochSecond(bySecond.firstKey()),
        Instant.ofEpochSecond(bySecond.lastKey()),
        actions.names());
  }

  /** Returns the most denied calls in the minutes that end with any second. */
  private long mostWithinMinutes(NavigableMap<Long, Second> bySecond) {
    // Event times are whole seconds: a window of n seconds reaches back n - 1.
    long secondsBack = (long) thresholds.denialBurstMinutes() * SECONDS_A_MINUTE - 1;
    List<Map.Entry<Long, Second>> seconds = List.copyOf(bySecond.entrySet());
    long most = 0;
    long within = 0;
    int first = 0;
    for (Map.Entry<Long, Second> second : seconds) {
      within += second.getValue().denied;
      while (seconds.get(first).getKey() < second.getKey() - secondsBack) {
        within -= seconds.get(first).getValue().denied;
        first++;
      }
      most = Math.max(most, within);
    }
    return most;
  }

  RankedFacts<Facts.IdleModel> idleModels(List<ModelRunPart> runs) {
    Map<Subject, List<ModelRunPart>> byModel = new HashMap<>();
    for (ModelRunPart run : runs) {
      if (run.hours() != null && (run.detections() == null || run.detections() == 0)) {
        FactPeriod period =
            run.month().compareTo(periods.from().toString()) >= 0
                ? FactPeriod.REPORT
                : FactPeriod.MONTH_BEFORE;
        at(byModel, new Subject(period, run.accountId(), model(run))).add(run);
      }
    }
    Map<RankedFacts.Group, List<Facts.IdleModel>> idle = new HashMap<>();
    byModel.forEach(
        (subject, parts) -> {
          BigDecimal hours = sum(parts.stream().map(ModelRunPart::hours));
          if (hours.compareTo(BigDecimal.valueOf(thresholds.idleModelHours())) >= 0) {
            at(idle, subject.group()).add(idleModel(subject, parts, hours));
          }
        });
    return RankedFacts.first(
        idle,
        thresholds.subjectsPerRule(),
        Comparator.comparingDouble(Facts.IdleModel::hours)
            .reversed()
            .thenComparing(Facts.IdleModel::accountId, CellOrder.TEXT)
            .thenComparing(Facts.IdleModel::model, CellOrder.TEXT));
  }

  private static String model(ModelRunPart run) {
    return Objects.requireNonNullElse(run.projectName(), "?")
        + "/"
        + Objects.requireNonNullElse(run.modelVersion(), "?")
        + " in "
        + Objects.requireNonNullElse(run.region(), "?");
  }

  private static Facts.IdleModel idleModel(
      Subject subject, List<ModelRunPart> parts, BigDecimal hours) {
    return new Facts.IdleModel(
        Objects.requireNonNullElse(subject.accountId(), "unknown"),
        Objects.requireNonNull(subject.name()),
        hours.doubleValue(),
        sum(parts.stream().map(ModelRunPart::inferenceHoursLow)).doubleValue(),
        parts.stream()
            .map(ModelRunPart::startedAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(Instant.EPOCH),
        parts.stream()
            .map(ModelRunPart::stoppedAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH));
  }

  private static BigDecimal sum(Stream<@Nullable Double> hours) {
    return hours
        .filter(Objects::nonNull)
        .map(Figure::exact)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  RankedFacts<Facts.Quarantined> quarantine(List<QuarantineProblem> problems) {
    Map<Problems, List<QuarantineProblem>> byProblem = new HashMap<>();
    for (QuarantineProblem problem : problems) {
      ProblemState state = problem.isOpen() ? ProblemState.OPEN : ProblemState.RESOLVED;
      for (FactPeriod period : periods(problem)) {
        if (state.countsFor(period)) {
          at(byProblem, new Problems(period, state, problem.accountId(), problem.problem()))
              .add(problem);
        }
      }
    }
    Map<RankedFacts.Group, List<Facts.Quarantined>> facts = new HashMap<>();
    byProblem.forEach(
        (key, entries) ->
            at(facts, new RankedFacts.Group(key.period(), Optional.of(key.state().name())))
                .add(quarantined(key, entries)));
    return RankedFacts.first(
        facts,
        thresholds.subjectsPerRule(),
        Comparator.comparingLong(Facts.Quarantined::entries)
            .reversed()
            .thenComparing(fact -> fact.accountId().orElse(null), CellOrder.TEXT_NULLS_FIRST)
            .thenComparing(Facts.Quarantined::problem, CellOrder.TEXT));
  }

  /** The problems of one account, kind and state. */
  private record Problems(
      FactPeriod period,
      ProblemState state,
      @Nullable String accountId,
      @Nullable String problem) {}

  /**
   * Returns the periods of a problem. A file whose delivery is not known may be of every period;
   * where its problem is resolved, of those in which the problem was open.
   */
  private List<FactPeriod> periods(QuarantineProblem problem) {
    LocalDate delivered = problem.deliveredDate();
    Instant resolved = problem.resolvedAt();
    LocalDate from = delivered;
    LocalDate to = delivered;
    if (delivered == null) {
      Instant found = problem.foundAt() == null ? resolved : problem.foundAt();
      from = resolved == null || found == null ? periods.firstDayBefore() : day(found);
      to = resolved == null ? periods.lastDay() : day(resolved);
    }
    return FactPeriod.overlapped(from, to, periods, periods.latenessDays());
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static Facts.Quarantined quarantined(Problems key, List<QuarantineProblem> entries) {
    List<Instant> found = sorted(entries.stream().map(QuarantineProblem::foundAt));
    List<String> files =
        entries.stream()
            .map(QuarantineProblem::sourceFile)
            .filter(Objects::nonNull)
            .sorted(CellOrder.TEXT)
            .toList();
    return new Facts.Quarantined(
        Optional.ofNullable(key.accountId()),
        key.problem() == null ? "" : key.problem(),
        entries.size(),
        found.stream().findFirst(),
        last(found),
        last(sorted(entries.stream().map(QuarantineProblem::resolvedAt))),
        firstAndLast(files));
  }

  private static List<Instant> sorted(Stream<@Nullable Instant> times) {
    return times.filter(Objects::nonNull).sorted().toList();
  }

  private static Optional<Instant> last(List<Instant> sorted) {
    return sorted.stream().reduce((one, later) -> later);
  }

  /** Returns the first and the last of some names; one of them where they are the same. */
  static List<String> firstAndLast(List<String> names) {
    return names.isEmpty()
        ? List.of()
        : Stream.of(names.get(0), names.get(names.size() - 1)).distinct().toList();
  }
}
