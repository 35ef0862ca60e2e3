package io.lookouttrail.ingest.modelruns;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.ingest.modelruns.ModelCall.Kind;
import io.lookouttrail.tables.ModelRun;
import io.lookouttrail.tables.ModelRun.Model;
import io.lookouttrail.tables.ModelRun.Project;
import io.lookouttrail.tables.ModelRun.StoppedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Pairs the starts and the ends of one project's models, call by call in time order, and holds no
 * more than what is running.
 *
 * <ul>
 *   <li>StartModel begins a run; one more before the run's end is ignored and noted.
 *   <li>StopModel ends it; so does DeleteModel, and DeleteProject for all that ran in the project.
 *   <li>DetectAnomalies outside a run proves a start that is not in the logs: such a run counts
 *       from its first detection to its StopModel, or where none comes to its last detection, which
 *       is the least that it can have been. A StartModel proves that it had ended.
 *   <li>A call with the token of the same call within 8 hours before is that call.
 *   <li>{@code latest} is the newest model that was made before and is not deleted; where the logs
 *       do not tell, it stays {@code latest}.
 *   <li>What is open at the end is counted up to the newest delivery, and nothing that began before
 *       the service's end beyond that.
 * </ul>
 *
 * <p>A run counts from the request to start, some minutes before the model is hosted; logs do not
 * tell that moment. StopModel and DeleteModel outside a run tell of no time that could be counted.
 *
 * <p>Sources: Lookout for Vision's API reference, StartModel, StopModel, DeleteModel, DeleteProject
 * and DetectAnomalies; the developer guide's "Running your trained model" for what is charged.
 */
final class ModelRunPairing {
  static final String LATEST = "latest";
  private static final Duration TOKEN_LIFE = Duration.ofHours(8);
  private static final Instant SERVICE_END = ActionCatalogue.LOOKOUT_VISION_END;

  private record Token(Kind kind, Optional<String> version, String text) {}

  private final Project project;
  private final Consumer<ModelRun> ended;

  private final Map<String, OpenModelRun> running = new TreeMap<>();

  /** Versions in the order in which they were made. */
  private final List<String> made = new ArrayList<>();

  /** When a token was first seen, the eldest first. */
  private final Map<Token, Instant> tokens = new LinkedHashMap<>();

  /**
   * @param ended takes each run when it is over
   */
  ModelRunPairing(Project project, Consumer<ModelRun> ended) {
    this.project = project;
    this.ended = ended;
  }

  /** Takes the next call; those of one second come in their kinds' order. */
  void accept(ModelCall call) {
    if (!call.at().isBefore(SERVICE_END)) {
      endAll(
          run -> run.startedAt().isBefore(SERVICE_END),
          run -> run.open(SERVICE_END, StoppedBy.SERVICE_END));
    }
    if (isRepeated(call)) {
      return;
    }
    switch (call.kind()) {
      case CREATE -> make(call);
      case DELETE_PROJECT -> deleteProject(call);
      default -> resolve(call).ifPresent(version -> accept(call, version));
    }
  }

  /**
   * Ends what is still running.
   *
   * @param newestDelivery up to when the logs tell
   */
  void finish(Instant newestDelivery) {
    boolean over = !newestDelivery.isBefore(SERVICE_END);
    Instant cap = over ? SERVICE_END : newestDelivery;
    endAll(run -> true, run -> run.open(cap, over ? StoppedBy.SERVICE_END : StoppedBy.UNKNOWN));
  }

  private void accept(ModelCall call, String version) {
    switch (call.kind()) {
      case START -> start(call, version);
      case DETECT ->
          running
              .computeIfAbsent(
                  version, unseen -> OpenModelRun.detected(new Model(project, unseen), call.at()))
              .detect(call.at());
      case STOP -> end(version, run -> run.ended(call.at(), StoppedBy.STOP));
      case DELETE -> {
        end(version, run -> run.ended(call.at(), StoppedBy.DELETE));
        made.remove(version);
      }
      case CREATE, DELETE_PROJECT ->
          throw new IllegalArgumentException(call.kind() + " is of no single model");
    }
  }

  private void start(ModelCall call, String version) {
    OpenModelRun run = running.get(version);
    if (run != null && run.startWasSeen()) {
      run.startedAgain();
      return;
    }
    end(version, OpenModelRun::lost);
    running.put(version, OpenModelRun.started(new Model(project, version), call));
  }

  /** What was made has a number, or else nobody knows what {@code latest} is from now on. */
  private void make(ModelCall call) {
    if (call.version().isEmpty()) {
      made.clear();
    } else if (!made.contains(call.version().get())) {
      made.add(call.version().get());
    }
  }

  private void deleteProject(ModelCall call) {
    endAll(
        run -> true,
        run -> {
          run.note("ended by DeleteProject");
          return run.ended(call.at(), StoppedBy.DELETE);
        });
    made.clear();
  }

  private boolean isRepeated(ModelCall call) {
    if (call.clientToken().isEmpty()) {
      return false;
    }
    Iterator<Instant> eldest = tokens.values().iterator();
    while (eldest.hasNext() && eldest.next().plus(TOKEN_LIFE).isBefore(call.at())) {
      eldest.remove();
    }
    Token token = new Token(call.kind(), call.version(), call.clientToken().get());
    return tokens.putIfAbsent(token, call.at()) != null;
  }

  private Optional<String> resolve(ModelCall call) {
    return call.version()
        .map(asked -> asked.equals(LATEST) && !made.isEmpty() ? made.get(made.size() - 1) : asked);
  }

  private void end(String version, Function<OpenModelRun, ModelRun> ending) {
    OpenModelRun run = running.remove(version);
    if (run != null) {
      ended.accept(ending.apply(run));
    }
  }

  private void endAll(Predicate<OpenModelRun> which, Function<OpenModelRun, ModelRun> ending) {
    running.entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(version -> end(version, ending));
  }
}
