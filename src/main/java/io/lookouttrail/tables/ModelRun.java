package io.lookouttrail.tables;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run of a model, from its start to its end.
 *
 * @param startedAt when it was asked to start; of an unseen start the first detection
 * @param stoppedAt never before {@code startedAt}
 * @param open whether no call that ended it is in the logs although its start is
 * @param startedBy the actor; empty where the start was not seen
 * @param unitsLow the inference units it had at least; 1 or more
 * @param unitsHigh the inference units it may have had at most
 * @param notes what one must know of it, a phrase each
 * @param parts its months in order, without a gap; at least one
 */
public record ModelRun(
    Model model,
    Instant startedAt,
    Instant stoppedAt,
    boolean open,
    Optional<String> startedBy,
    int unitsLow,
    int unitsHigh,
    List<String> notes,
    List<Part> parts) {

  public ModelRun {
    if (stoppedAt.isBefore(startedAt)) {
      throw new IllegalArgumentException("a run that ends before it begins");
    }
    if (unitsLow < 1 || unitsHigh < unitsLow) {
      throw new IllegalArgumentException(unitsLow + " to " + unitsHigh + " inference units");
    }
    notes = List.copyOf(notes);
    parts = List.copyOf(parts);
  }

  /** A project of an account in a Region. */
  public record Project(String accountId, Optional<String> region, String name) {}

  /**
   * A model.
   *
   * @param version a number, or {@code latest} where nobody can tell which that was
   */
  public record Model(Project project, String version) {}

  /**
   * What of a run lies in one month (UTC).
   *
   * @param detections images analysed: successful calls of DetectAnomalies
   * @param idle the time of those clock hours (UTC) in which no image was analysed
   */
  public record Part(
      YearMonth month,
      Instant startedAt,
      Instant stoppedAt,
      StoppedBy stoppedBy,
      long detections,
      Duration idle) {}

  /** What a part ends with. */
  public enum StoppedBy {
    STOP,
    DELETE,
    MONTH_END,
    SERVICE_END,
    UNKNOWN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
