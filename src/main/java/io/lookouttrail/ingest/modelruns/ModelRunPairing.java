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
 * Pairing of the starts and ends of one project's models. It processes the project's calls in time
 * order and holds only the runs that are open.
 *
 * <ul>
 *   <li>StartModel starts a run. Another StartModel before the run's end is ignored and noted.
 *   <li>StopModel and DeleteModel end the run; DeleteProject ends all runs of the project.
 *   <li>DetectAnomalies outside a run proves a start that is not in the logs. Such a run counts
 *       from its first detection to its StopModel or, without one, to its last detection, which is
 *       a lower bound. A later StartModel proves that the run had ended.
 *   <li>A call with the same client token as the same call up to 8 hours before is a repetition and
 *       is ignored.
 *   <li>{@code latest} is the newest version that was created before and is not deleted. If the
 *       logs do not show it, the version stays {@code latest}.
 *   <li>A run that is open at the end counts up to the newest delivery, and a run that started
 *       before the service's end counts at most up to that end.
 * </ul>
 *
 * <p>A run counts from the request to start the model. The model is hosted some minutes later, but
 * the logs do not contain that time. StopModel and DeleteModel outside a run are ignored.
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

  /** Versions in the order of their creation. */
  private final List<String> createdVersions = new ArrayList<>();

  /** Time of the first call with a token, oldest first. */
  private final Map<Token, Instant> tokens = new LinkedHashMap<>();

  /**
   * Starts without any call.
   *
   * @param ended receives each run when it ends
   */
  ModelRunPairing(Project project, Consumer<ModelRun> ended) {
    this.project = project;
    this.ended = ended;
  }

  /** Processes the next call; calls of the same second must come in the order of their kinds. */
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
      case CREATE -> create(call);
      case DELETE_PROJECT -> deleteProject(call);
      default -> resolve(call).ifPresent(version -> accept(call, version));
    }
  }

  /**
   * Ends the open runs.
   *
   * @param newestDelivery newest delivery time of the logs
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
        createdVersions.remove(version);
      }
      case CREATE, DELETE_PROJECT ->
          throw new IllegalArgumentException(call.kind() + " does not belong to a single model");
    }
  }

  private void start(ModelCall call, String version) {
    OpenModelRun run = running.get(version);
    if (run != null && run.hasKnownStart()) {
      run.startedAgain();
      return;
    }
    end(version, OpenModelRun::lost);
    running.put(version, OpenModelRun.started(new Model(project, version), call));
  }

  /** Without the new version's number, {@code latest} is not known from this call on. */
  private void create(ModelCall call) {
    if (call.version().isEmpty()) {
      createdVersions.clear();
    } else if (!createdVersions.contains(call.version().get())) {
      createdVersions.add(call.version().get());
    }
  }

  private void deleteProject(ModelCall call) {
    endAll(
        run -> true,
        run -> {
          run.note("ended by DeleteProject");
          return run.ended(call.at(), StoppedBy.DELETE);
        });
    createdVersions.clear();
  }

  private boolean isRepeated(ModelCall call) {
    if (call.clientToken().isEmpty()) {
      return false;
    }
    Iterator<Instant> oldest = tokens.values().iterator();
    while (oldest.hasNext() && oldest.next().plus(TOKEN_LIFE).isBefore(call.at())) {
      oldest.remove();
    }
    Token token = new Token(call.kind(), call.version(), call.clientToken().get());
    return tokens.putIfAbsent(token, call.at()) != null;
  }

  private Optional<String> resolve(ModelCall call) {
    return call.version()
        .map(
            requested ->
                requested.equals(LATEST) && !createdVersions.isEmpty()
                    ? createdVersions.get(createdVersions.size() - 1)
                    : requested);
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
