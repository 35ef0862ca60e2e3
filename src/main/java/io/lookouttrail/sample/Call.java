package io.lookouttrail.sample;

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
record Call(
    long second,
    Person person,
    Action shape,
    String eventName,
    String action,
    String project,
    String modelVersion,
    int minUnits,
    int maxUnits,
    String clientToken,
    Optional<Fault> fault,
    long idHigh,
    long idLow,
    Note note) {

  /** An action and a name that CloudTrail delivers for it. */
  record Named(Action action, String eventName) {}

  /** An addendum's content. */
  sealed interface Note {}

  /** The record is as it was first made. */
  enum AsUsual implements Note {
    NOTE
  }

  /** The record was delivered late. */
  enum Late implements Note {
    NOTE
  }

  /** The record corrects another one. */
  record Corrects(long idHigh, long idLow) implements Note {}

  static Call of(
      long second, Person person, Action action, String project, String version, Dice dice) {
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

  Call failing(Fault with) {
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
  Call unknown(String name) {
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
  Call again(long later, Dice dice) {
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

  Call late() {
    return withNote(idHigh, idLow, Late.NOTE);
  }

  /** The record that corrects this one. */
  Call correction(Dice dice) {
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
    return fault.map(Fault::outcome).orElse("success");
  }

  /** The identifier of the event, empty where its record is too old to have one. */
  String eventId() {
    return person.version() == 0 ? "" : new JsonBuffer(36).uuid(idHigh, idLow).toString();
  }
}
