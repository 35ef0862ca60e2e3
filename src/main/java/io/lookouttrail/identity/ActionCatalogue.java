package io.lookouttrail.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * Classification of calls by event source, event name and readOnly. For Lookout for Vision it uses
 * {@link LookoutAction}, the catalogue of the service's actions. For other event sources, and for
 * event names that are not in the catalogue, it uses the record's readOnly.
 *
 * <p>An event name alone is not enough: Rekognition and CodeBuild also have a CreateProject.
 */
public final class ActionCatalogue {
  public static final String LOOKOUT_VISION = "lookoutvision.amazonaws.com";

  /**
   * Time from which Lookout for Vision accepts no calls: its support ended on 2025-10-31.
   *
   * <p>Source: the end of support notice on each page of its developer guide.
   */
  public static final Instant LOOKOUT_VISION_END = Instant.parse("2025-11-01T00:00:00Z");

  private ActionCatalogue() {}

  /**
   * Classification of a call.
   *
   * @param action IAM's spelling if the catalogue has the action, else the event name as delivered
   * @param accessLevel empty if the catalogue does not have the action
   * @param group empty if the catalogue does not have the action
   */
  public record Classification(
      String action,
      Optional<AccessLevel> accessLevel,
      Optional<ActionGroup> group,
      CallClass callClass) {}

  /** Classifies a call by its event source, event name and readOnly. */
  public static Classification classify(
      String eventSource, String eventName, Optional<Boolean> readOnly) {
    Optional<LookoutAction> action =
        eventSource.equals(LOOKOUT_VISION) ? LookoutAction.of(eventName) : Optional.empty();
    return action
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
