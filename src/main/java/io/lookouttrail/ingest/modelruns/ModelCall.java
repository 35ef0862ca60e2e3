package io.lookouttrail.ingest.modelruns;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Successful call that starts, uses, stops, creates or deletes a model.
 *
 * @param version the requested version, a number or {@code latest}; for CreateModel the new version
 * @param actor the caller
 */
record ModelCall(
    Kind kind,
    Instant at,
    Optional<String> version,
    Optional<Integer> minUnits,
    Optional<Integer> maxUnits,
    Optional<String> clientToken,
    Optional<String> actor) {

  /**
   * Kinds of calls, in the order in which calls of the same second are processed.
   *
   * <p>Event times are in seconds. A model takes minutes to start, so a detection belongs to the
   * run before; ends come before starts; and {@code latest} means a version that was created
   * before.
   */
  enum Kind {
    DETECT("DetectAnomalies"),
    STOP("StopModel"),
    DELETE("DeleteModel"),
    DELETE_PROJECT("DeleteProject"),
    START("StartModel"),
    CREATE("CreateModel");

    private final String action;

    Kind(String action) {
      this.action = action;
    }

    static Kind of(String action) {
      return Arrays.stream(values())
          .filter(kind -> kind.action.equals(action))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(action + " does not affect model runs"));
    }

    /** The actions in IAM's spelling, in the order of the kinds. */
    static List<String> actions() {
      return ACTIONS;
    }

    private static final List<String> ACTIONS =
        Arrays.stream(values()).map(kind -> kind.action).toList();
  }
}
