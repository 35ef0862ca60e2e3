package io.lookouttrail.sample.calls;

import java.util.ArrayList;
import java.util.List;

/** Records of five minutes in one account's Region, which are delivered together. */
public final class DeliverySlot {
  /** Length of a slot. */
  public static final int SECONDS = 300;

  private final long start;
  private final List<Call> calls = new ArrayList<>();
  private final List<InspectionBatch> batches = new ArrayList<>();
  private final String purpose;
  private long noise;
  private int lateDays;
  private boolean twice;

  public DeliverySlot(long start) {
    this(start, "slot");
  }

  /**
   * A slot in addition to the regular one of its time.
   *
   * @param purpose part of the seed of its random numbers
   */
  public DeliverySlot(long start, String purpose) {
    this.start = start;
    this.purpose = purpose;
  }

  /** Part of the seed of the random numbers for this slot. */
  public String purpose() {
    return purpose;
  }

  /** Start of the slot, in seconds of the epoch. */
  public long start() {
    return start;
  }

  public List<Call> calls() {
    return calls;
  }

  public List<InspectionBatch> batches() {
    return batches;
  }

  /** Number of other services' records. */
  public long noise() {
    return noise;
  }

  public void addNoise(long records) {
    noise += records;
  }

  /** Days by which the delivery is late. */
  public int lateDays() {
    return lateDays;
  }

  public void delayDelivery(int days) {
    lateDays = days;
  }

  /** Whether each of its files has a duplicate; files of other slots have one at random. */
  public boolean isDeliveredTwice() {
    return twice;
  }

  public void deliverTwice() {
    twice = true;
  }

  public boolean isEmpty() {
    return calls.isEmpty() && batches.isEmpty() && noise == 0;
  }
}
