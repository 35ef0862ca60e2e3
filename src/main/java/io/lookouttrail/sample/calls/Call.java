package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.Person;
import java.util.Optional;

/**
 * One call of Lookout for Vision that happened, whichever files come to tell of it.
 *
 * @param second when, in seconds of the epoch
 * @param eventName as delivered, which may be a spelling of its own
 * @param action as IAM spells it
 * @param modelVersion a number, {@code latest}, or empty
 * @param clientToken empty where the request has none
 * @param note why the record itself comes late or anew
 */
public record Call(
    long second,
    Person person,
    SampleAction shape,
    String eventName,
    String action,
    String project,
    String modelVersion,
    int minUnits,
    int maxUnits,
    String clientToken,
    Optional<CallFailure> fault,
    long idHigh,
    long idLow,
    Note note) {

  /** An action and a name that CloudTrail delivers for it. */
  record Named(SampleAction action, String eventName) {}

  /** An addendum's content. */
  sealed interface Note {}

  /** The record is as it was first made. */
  public enum AsUsual implements Note {
    NOTE
  }

  /** The record was delivered late. */
  enum Late implements Note {
    NOTE
  }

  /** The record corrects another one. */
  public record Corrects(long idHigh, long idLow) implements Note {}

  public static Call of(
      long second,
      Person person,
      SampleAction action,
      String project,
      String version,
      SeededRandom dice) {
    return new Call(
        second,
        person,
        action,
        action.iamName(),
        action.iamName(),
        project,
        version,
        0,
        0,
        "",
        Optional.empty(),
        dice.next(),
        dice.next(),
        AsUsual.NOTE);
  }

  Call failing(CallFailure with) {
    return new Call(
        second,
        person,
        shape,
        eventName,
        action,
        project,
        modelVersion,
        minUnits,
        maxUnits,
        clientToken,
        Optional.of(with),
        idHigh,
        idLow,
        note);
  }

  /** A delivered name that stands for the same action. */
  Call spelled(String name) {
    return new Call(
        second,
        person,
        shape,
        name,
        action,
        project,
        modelVersion,
        minUnits,
        maxUnits,
        clientToken,
        fault,
        idHigh,
        idLow,
        note);
  }

  /** An action that no catalogue has. */
  public Call unknown(String name) {
    return new Call(
        second,
        person,
        shape,
        name,
        name,
        project,
        modelVersion,
        minUnits,
        maxUnits,
        clientToken,
        fault,
        idHigh,
        idLow,
        note);
  }

  Call units(int min, int max, String token) {
    return new Call(
        second,
        person,
        shape,
        eventName,
        action,
        project,
        modelVersion,
        min,
        max,
        token,
        fault,
        idHigh,
        idLow,
        note);
  }

  /** The same call sent once more; an event of its own with the token of the first. */
  Call again(long later, SeededRandom dice) {
    return new Call(
        later,
        person,
        shape,
        eventName,
        action,
        project,
        modelVersion,
        minUnits,
        maxUnits,
        clientToken,
        fault,
        dice.next(),
        dice.next(),
        note);
  }

  public Call late() {
    return withNote(idHigh, idLow, Late.NOTE);
  }

  /** The record that corrects this one. */
  public Call correction(SeededRandom dice) {
    return withNote(dice.next(), dice.next(), new Corrects(idHigh, idLow));
  }

  private Call withNote(long high, long low, Note with) {
    return new Call(
        second,
        person,
        shape,
        eventName,
        action,
        project,
        modelVersion,
        minUnits,
        maxUnits,
        clientToken,
        fault,
        high,
        low,
        with);
  }

  String outcome() {
    return fault.map(CallFailure::outcome).orElse("success");
  }

  /** The identifier of the event, empty where its record is too old to have one. */
  public String eventId() {
    return person.version() == 0 ? "" : new JsonBuffer(36).uuid(idHigh, idLow).toString();
  }
}
