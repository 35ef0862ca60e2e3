package io.lookouttrail.ingest.modelruns;

import io.lookouttrail.identity.ActorKind;
import io.lookouttrail.tables.ModelRun;
import io.lookouttrail.tables.ModelRun.Model;
import io.lookouttrail.tables.ModelRun.Part;
import io.lookouttrail.tables.ModelRun.StoppedBy;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Model run without an end. It counts detections by month, with the total length of the clock hours
 * that contain a detection, so millions of detections need little memory.
 */
final class OpenModelRun {
  private final Model model;
  private final Instant startedAt;
  private final Optional<ModelCall> start;
  private final List<String> notes = new ArrayList<>();
  private final SortedMap<YearMonth, Use> use = new TreeMap<>();
  private Instant lastDetection;
  private Instant busyUntil;
  private int startsIgnored;

  /** Detections of a month, and the total length of the clock hours that contain one. */
  private record Use(long detections, Duration busy) {
    static final Use NONE = new Use(0, Duration.ZERO);

    Use plus(Use other) {
      return new Use(detections + other.detections, busy.plus(other.busy));
    }
  }

  private OpenModelRun(Model model, Instant startedAt, Optional<ModelCall> start) {
    this.model = model;
    this.startedAt = startedAt;
    this.start = start;
    this.lastDetection = startedAt;
    this.busyUntil = startedAt;
  }

  /** Run that a StartModel starts. */
  static OpenModelRun started(Model model, ModelCall start) {
    OpenModelRun run = new OpenModelRun(model, start.at(), Optional.of(start));
    run.noteUnresolvedVersion();
    if (minUnits(start).isEmpty()) {
      run.note("minInferenceUnits not given, 1 assumed");
    }
    return run;
  }

  /** Run whose start is not in the logs; a detection proves it. */
  static OpenModelRun detected(Model model, Instant at) {
    OpenModelRun run = new OpenModelRun(model, at, Optional.empty());
    run.noteUnresolvedVersion();
    run.note("start not in the logs, counted from the first detection, a lower bound");
    run.note("inference units not in the logs, 1 assumed");
    return run;
  }

  Instant startedAt() {
    return startedAt;
  }

  boolean hasKnownStart() {
    return start.isPresent();
  }

  /** Counts a detection; detections must come in time order. */
  void detect(Instant at) {
    Instant hour = at.truncatedTo(ChronoUnit.HOURS);
    Instant hourEnd = hour.plus(1, ChronoUnit.HOURS);
    Duration busy = Duration.ZERO;
    if (busyUntil.isBefore(hourEnd)) {
      busy = Duration.between(hour.isBefore(startedAt) ? startedAt : hour, hourEnd);
      busyUntil = hourEnd;
    }
    use.merge(month(at), new Use(1, busy), Use::plus);
    lastDetection = at;
  }

  void startedAgain() {
    startsIgnored++;
  }

  void note(String phrase) {
    notes.add(phrase);
  }

  /** Ends the run with a call. Of a run without a known start, only StopModel proves the end. */
  ModelRun ended(Instant at, StoppedBy by) {
    return hasKnownStart() || by == StoppedBy.STOP ? run(at, by, false) : lost();
  }

  /**
   * Ends the run at the end of the logs or of the service.
   *
   * @param cap that end; detections after it count nevertheless
   */
  ModelRun open(Instant cap, StoppedBy by) {
    if (!hasKnownStart()) {
      return lost();
    }
    note(
        "end not in the logs, counted up to the "
            + (by == StoppedBy.SERVICE_END ? "service's end" : "newest delivery"));
    return run(lastDetection.isAfter(cap) ? lastDetection : cap, by, true);
  }

  /** Ends a run without a known start and end. */
  ModelRun lost() {
    note("end not in the logs, counted to the last detection");
    return run(lastDetection, StoppedBy.UNKNOWN, false);
  }

  private ModelRun run(Instant stoppedAt, StoppedBy by, boolean open) {
    if (startsIgnored > 0) {
      note(startsIgnored + " more StartModel before its end, ignored");
    }
    int unitsLow = start.flatMap(OpenModelRun::minUnits).orElse(1);
    int unitsHigh = start.flatMap(ModelCall::maxUnits).orElse(unitsLow);
    return new ModelRun(
        model,
        startedAt,
        stoppedAt,
        open,
        start.map(call -> call.actor().orElse(ActorKind.UNKNOWN.label())),
        unitsLow,
        Math.max(unitsLow, unitsHigh),
        notes,
        parts(stoppedAt, by));
  }

  private List<Part> parts(Instant stoppedAt, StoppedBy by) {
    if (busyUntil.isAfter(stoppedAt)) {
      Duration beyond = Duration.between(stoppedAt, busyUntil);
      use.merge(month(lastDetection), new Use(0, beyond.negated()), Use::plus);
    }
    List<Part> parts = new ArrayList<>();
    Instant from = startedAt;
    Instant monthEnd = endOf(month(from));
    while (monthEnd.isBefore(stoppedAt)) {
      YearMonth month = month(from);
      parts.add(
          part(month, from, monthEnd, StoppedBy.MONTH_END, use.getOrDefault(month, Use.NONE)));
      from = monthEnd;
      monthEnd = endOf(month(from));
    }
    // A detection in the last second of both a month and the run belongs to the run.
    Use rest = use.tailMap(month(from)).values().stream().reduce(Use.NONE, Use::plus);
    parts.add(part(month(from), from, stoppedAt, by, rest));
    return parts;
  }

  private static Part part(YearMonth month, Instant from, Instant to, StoppedBy by, Use use) {
    Duration idle = Duration.between(from, to).minus(use.busy());
    return new Part(month, from, to, by, use.detections(), idle);
  }

  private void noteUnresolvedVersion() {
    if (model.version().equals(ModelRunPairing.LATEST)) {
      note("which model 'latest' was is not in the logs");
    }
  }

  private static Optional<Integer> minUnits(ModelCall start) {
    return start.minUnits().filter(units -> units > 0);
  }

  private static YearMonth month(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }

  private static Instant endOf(YearMonth month) {
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
