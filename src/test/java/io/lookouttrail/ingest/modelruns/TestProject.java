package io.lookouttrail.ingest.modelruns;

import io.lookouttrail.ingest.modelruns.ModelCall.Kind;
import io.lookouttrail.tables.ModelRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The calls of project {@code bottles} in any order, and the runs that follow from them as text:
 * {@code 1 03T06:00..03T14:00 stop 8.0h x1-1 d0 idle 8.0h}.
 */
final class TestProject {
  private static final ModelRun.Project BOTTLES =
      new ModelRun.Project("111122223333", Optional.of("us-east-1"), "bottles");

  private final List<ModelCall> calls = new ArrayList<>();
  private Instant newestDelivery = Instant.parse("2025-09-30T12:00:00Z");

  /** Started with one inference unit. */
  TestProject start(String at, String version) {
    return start(at, version, Optional.of(1), Optional.empty());
  }

  TestProject start(String at, String version, Optional<Integer> min, Optional<Integer> max) {
    return add(Kind.START, at, Optional.of(version), min, max, Optional.empty());
  }

  TestProject startWithToken(String at, String version, String token) {
    return add(
        Kind.START, at, Optional.of(version), Optional.of(1), Optional.empty(), Optional.of(token));
  }

  TestProject stopWithToken(String at, String version, String token) {
    return add(
        Kind.STOP,
        at,
        Optional.of(version),
        Optional.empty(),
        Optional.empty(),
        Optional.of(token));
  }

  TestProject stop(String at, String version) {
    return add(Kind.STOP, at, Optional.of(version));
  }

  TestProject delete(String at, String version) {
    return add(Kind.DELETE, at, Optional.of(version));
  }

  TestProject deleteProject(String at) {
    return add(Kind.DELETE_PROJECT, at, Optional.empty());
  }

  TestProject detect(String at, String version) {
    return add(Kind.DETECT, at, Optional.of(version));
  }

  TestProject create(String at, String version) {
    return add(Kind.CREATE, at, Optional.of(version));
  }

  TestProject createOfUnknownVersion(String at) {
    return add(Kind.CREATE, at, Optional.empty());
  }

  TestProject startOfNoVersion(String at) {
    return add(Kind.START, at, Optional.empty());
  }

  TestProject deliveredUntil(String at) {
    newestDelivery = time(at);
    return this;
  }

  TestProject plus(ModelCall call) {
    calls.add(call);
    return this;
  }

  List<ModelRun> runs() {
    List<ModelRun> ended = new ArrayList<>();
    ModelRunPairing runs = new ModelRunPairing(BOTTLES, ended::add);
    calls.stream()
        .sorted(Comparator.comparing(ModelCall::at).thenComparing(ModelCall::kind))
        .forEach(runs::accept);
    runs.finish(newestDelivery);
    ended.sort(
        Comparator.comparing(ModelRun::startedAt).thenComparing(run -> run.model().version()));
    return ended;
  }

  /** Every run by its last part's end, with the whole run's figures. */
  List<String> runLines() {
    return runs().stream().map(TestProject::line).toList();
  }

  /** Every part of every run. */
  List<String> runLinesByMonth() {
    return runs().stream()
        .flatMap(
            run ->
                run.parts().stream()
                    .map(
                        part ->
                            line(
                                run,
                                part.startedAt(),
                                part.stoppedAt(),
                                part.stoppedBy(),
                                List.of(part))))
        .toList();
  }

  List<String> notes() {
    return runs().stream().map(run -> String.join("; ", run.notes())).toList();
  }

  private static String line(ModelRun run) {
    ModelRun.StoppedBy by = run.parts().get(run.parts().size() - 1).stoppedBy();
    return line(run, run.startedAt(), run.stoppedAt(), by, run.parts())
        + (run.open() ? " open" : "");
  }

  private static String line(
      ModelRun run, Instant from, Instant to, ModelRun.StoppedBy by, List<ModelRun.Part> parts) {
    Duration idle = parts.stream().map(ModelRun.Part::idle).reduce(Duration.ZERO, Duration::plus);
    return String.format(
        Locale.ROOT,
        "%s %s..%s %s %.1fh x%d-%d d%d idle %.1fh",
        run.model().version(),
        brief(from),
        brief(to),
        by.label(),
        hours(Duration.between(from, to)),
        run.unitsLow(),
        run.unitsHigh(),
        parts.stream().mapToLong(ModelRun.Part::detections).sum(),
        hours(idle));
  }

  private TestProject add(Kind kind, String at, Optional<String> version) {
    return add(kind, at, version, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private TestProject add(
      Kind kind,
      String at,
      Optional<String> version,
      Optional<Integer> min,
      Optional<Integer> max,
      Optional<String> token) {
    calls.add(new ModelCall(kind, time(at), version, min, max, token, Optional.of("jane")));
    return this;
  }

  /** {@code 03T06:00} is of September 2025, {@code 11-03T06:00} of November. */
  static Instant time(String at) {
    String day = (at.indexOf('T') == 2 ? "2025-09-" : "2025-") + at;
    return Instant.parse(day + (day.length() == "2025-09-03T06:00".length() ? ":00Z" : "Z"));
  }

  private static String brief(Instant at) {
    return at.toString().replaceFirst("^2025-(09-)?", "").replaceFirst("(:00)?Z$", "");
  }

  private static double hours(Duration duration) {
    return duration.toMillis() / 3_600_000.0;
  }
}
