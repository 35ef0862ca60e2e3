package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.calls.Addendum.DeliveryDelay;
import io.lookouttrail.sample.calls.Addendum.None;
import io.lookouttrail.sample.calls.Addendum.UpdatedData;
import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.Caller;
import java.util.Optional;

/**
 * A call to Lookout for Vision that was made, independent of the log files that record it.
 *
 * @param second time of the call, in seconds of the epoch
 * @param eventName the action's name in the record; it can differ from IAM's spelling
 * @param actionName the action's name as IAM spells it
 * @param modelVersion a number, {@code latest}, or empty
 * @param minUnits minimum of inference units that a StartModel call requests
 * @param maxUnits maximum of inference units, 0 if the request has none
 * @param clientToken empty if the request has none
 * @param failure why the call failed, empty if it succeeded
 * @param idHigh upper half of the bits of the event's identifier
 * @param idLow lower half of these bits
 * @param addendum why the record comes late or a second time
 */
public record Call(
    long second,
    Caller caller,
    SampleAction action,
    String eventName,
    String actionName,
    String project,
    String modelVersion,
    int minUnits,
    int maxUnits,
    String clientToken,
    Optional<CallFailure> failure,
    long idHigh,
    long idLow,
    Addendum addendum) {

  /** Returns a successful call under the action's own name, delivered in time. */
  public static Call of(
      long second,
      Caller caller,
      SampleAction action,
      String project,
      String version,
      SeededRandom random) {
    return new Call(
        second,
        caller,
        action,
        action.iamName(),
        action.iamName(),
        project,
        version,
        0,
        0,
        "",
        Optional.empty(),
        random.nextLong(),
        random.nextLong(),
        new None());
  }

  /** Returns this call with another result. */
  Call failedWith(CallFailure cause) {
    return new Call(
        second,
        caller,
        action,
        eventName,
        actionName,
        project,
        modelVersion,
        minUnits,
        maxUnits,
        clientToken,
        Optional.of(cause),
        idHigh,
        idLow,
        addendum);
  }

  /** Returns this call with another spelling of the same action in its record. */
  Call deliveredAs(String name) {
    return named(name, actionName);
  }

  /** Returns this call as one of an action that no catalogue contains. */
  public Call ofUnknownAction(String name) {
    return named(name, name);
  }

  private Call named(String inRecord, String inIam) {
    return new Call(
        second,
        caller,
        action,
        inRecord,
        inIam,
        project,
        modelVersion,
        minUnits,
        maxUnits,
        clientToken,
        failure,
        idHigh,
        idLow,
        addendum);
  }

  /** Returns this call with inference units and a client token in its request. */
  Call withUnits(int min, int max, String token) {
    return new Call(
        second,
        caller,
        action,
        eventName,
        actionName,
        project,
        modelVersion,
        min,
        max,
        token,
        failure,
        idHigh,
        idLow,
        addendum);
  }

  /** Returns a second event with the same request and client token, as a client's retry makes. */
  Call retry(long later, SeededRandom random) {
    return recorded(later, random.nextLong(), random.nextLong(), addendum);
  }

  /** Returns this call with a record that says that it was delivered late. */
  public Call deliveredLate() {
    return recorded(second, idHigh, idLow, new DeliveryDelay());
  }

  /** Returns the event whose record corrects the record of this call. */
  public Call correction(SeededRandom random) {
    return recorded(second, random.nextLong(), random.nextLong(), new UpdatedData(idHigh, idLow));
  }

  private Call recorded(long at, long high, long low, Addendum with) {
    return new Call(
        at,
        caller,
        action,
        eventName,
        actionName,
        project,
        modelVersion,
        minUnits,
        maxUnits,
        clientToken,
        failure,
        high,
        low,
        with);
  }

  /** The outcome as the events table spells it. */
  String outcome() {
    return failure.map(CallFailure::outcome).orElse("success");
  }

  /** The identifier of the event; empty if the record's version has no such field. */
  public String eventId() {
    return caller.version() == 0 ? "" : new JsonBuffer(36).uuid(idHigh, idLow).toString();
  }
}
