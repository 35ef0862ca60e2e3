package io.lookouttrail.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What a call is: of Lookout for Vision by the catalogue of its actions, of any other source and
 * for names that the catalogue does not know by the record's own readOnly.
 *
 * <p>A name means nothing without its source: CreateProject is also Rekognition's and CodeBuild's.
 */
public final class ActionCatalogue {
  public static final String LOOKOUT_VISION = "lookoutvision.amazonaws.com";

  /**
   * From when on Lookout for Vision answers nobody: its support ended with 2025-10-31.
   *
   * <p>Source: the end of support notice on each page of its developer guide.
   */
  public static final Instant LOOKOUT_VISION_END = Instant.parse("2025-11-01T00:00:00Z");

  private ActionCatalogue() {}

  /**
   * What is known of a call.
   *
   * @param action IAM's spelling where the catalogue knows it, else the event's name as delivered
   * @param accessLevel empty without a catalogue entry
   * @param group empty without a catalogue entry
   */
  public record Classification(
      String action,
      Optional<AccessLevel> accessLevel,
      Optional<ActionGroup> group,
      CallClass callClass) {}

  /** Classifies a call by its event's source, name and readOnly. */
  public static Classification classify(
      String eventSource, String eventName, Optional<Boolean> readOnly) {
    Optional<LookoutAction> known =
        eventSource.equals(LOOKOUT_VISION) ? LookoutAction.of(eventName) : Optional.empty();
    return known
        .map(ActionCatalogue::classified)
        .orElseGet(
            () ->
                new Classification(
                    eventName, Optional.empty(), Optional.empty(), CallClass.byReadOnly(readOnly)));
  }

  private static Classification classified(LookoutAction action) {
    return new Classification(
        action.iamName(),
        Optional.of(action.accessLevel()),
        Optional.of(action.group()),
        action.callClass());
  }
}
