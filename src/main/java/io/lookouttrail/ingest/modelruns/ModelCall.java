package io.lookouttrail.ingest.modelruns;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A successful call by which models come to run, are seen to run, or end.
 *
 * @param version as asked for: a number or {@code latest}; of a CreateModel the one that was made
 * @param actor who called
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
   * The calls that count, in the order in which those of one second are taken.
   *
   * <p>CloudTrail tells seconds. A model takes minutes to start, so an image was analysed by the
   * run before; what ends comes before what begins; and {@code latest} means what was made before.
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
          .orElseThrow(() -> new IllegalArgumentException("no run follows from " + action));
    }

    /** IAM's names, in the kinds' order. */
    static List<String> actions() {
      return ACTIONS;
    }

    private static final List<String> ACTIONS =
        Arrays.stream(values()).map(kind -> kind.action).toList();
  }
}
