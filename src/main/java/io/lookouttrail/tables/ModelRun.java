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
 * @param startedAt time of StartModel; of the first detection if the start is not in the logs
 * @param stoppedAt never before {@code startedAt}
 * @param open whether the logs hold its start and no call that ended it
 * @param startedBy the actor; empty where the start is not in the logs
 * @param unitsLow lower bound of the inference units; 1 or more
 * @param unitsHigh upper bound of the inference units
 * @param notes phrases that explain how the run was derived
 * @param parts the run's months in order, without a gap; at least one
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
   * @param version a number, or {@code latest} where the logs do not show the number
   */
  public record Model(Project project, String version) {}

  /**
   * The part of a run in one month (UTC).
   *
   * @param detections images analysed: successful calls of DetectAnomalies
   * @param idle total time of the clock hours (UTC) in which no image was analysed
   */
  public record Part(
      YearMonth month,
      Instant startedAt,
      Instant stoppedAt,
      StoppedBy stoppedBy,
      long detections,
      Duration idle) {}

  /** The reason why a part ends. */
  public enum StoppedBy {
    STOP,
    DELETE,
    MONTH_END,
    SERVICE_END,
    UNKNOWN;

    /** The value in the table. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
