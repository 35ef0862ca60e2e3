package io.lookouttrail.sample.calls;

import java.util.ArrayList;
import java.util.List;

/** Five minutes of one account's Region, delivered together. */
public final class DeliverySlot {
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

  /** A slot with dice of its own, beside the usual one of its time. */
  public DeliverySlot(long start, String purpose) {
    this.start = start;
    this.purpose = purpose;
  }

  public String purpose() {
    return purpose;
  }

  /** In seconds of the epoch. */
  public long start() {
    return start;
  }

  public List<Call> calls() {
    return calls;
  }

  public List<InspectionBatch> batches() {
    return batches;
  }

  /** Other services' records. */
  public long noise() {
    return noise;
  }

  public void addNoise(long records) {
    noise += records;
  }

  /** Days after its time that it is delivered. */
  public int lateDays() {
    return lateDays;
  }

  public void delay(int days) {
    lateDays = days;
  }

  /** Whether its first file is surely delivered twice. */
  public boolean twice() {
    return twice;
  }

  public void deliverTwice() {
    twice = true;
  }

  public boolean isEmpty() {
    return calls.isEmpty() && batches.isEmpty() && noise == 0;
  }
}
