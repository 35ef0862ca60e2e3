package io.lookouttrail.sample.calls;

/** Content of a record's {@code addendum} field: why the record comes late or a second time. */
public sealed interface Addendum {
  /** No addendum: the record was delivered in time. */
  record None() implements Addendum {}

  /** The record was delivered late. */
  record DeliveryDelay() implements Addendum {}

  /**
   * The record corrects an earlier one.
   *
   * @param idHigh upper half of the identifier of the corrected call
   * @param idLow lower half of that identifier
   */
  record UpdatedData(long idHigh, long idLow) implements Addendum {}
}
