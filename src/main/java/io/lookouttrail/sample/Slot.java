package io.lookouttrail.sample;

import io.lookouttrail.sample.Factory.Batch;
import java.util.ArrayList;
import java.util.List;

/** Five minutes of one account's Region, delivered together. */
final class Slot {
  static final int SECONDS = 300;

  private final long start;
  private final List<Call> calls = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private final String purpose;
  private long noise;
  private int lateDays;
  private boolean twice;

  Slot(long start) {
    this(start, "slot");
  }

  /** A slot with dice of its own, beside the usual one of its time. */
  Slot(long start, String purpose) {
    this.start = start;
    this.purpose = purpose;
  }

  String purpose() {
    return purpose;
  }

  /** In seconds of the epoch. */
  long start() {
    return start;
  }

  List<Call> calls() {
    return calls;
  }

  List<Batch> batches() {
    return batches;
  }

  /** Other services' records. */
  long noise() {
    return noise;
  }

  void addNoise(long records) {
    noise += records;
  }

  /** Days after its time that it is delivered. */
  int lateDays() {
    return lateDays;
  }

  void delay(int days) {
    lateDays = days;
  }

  /** Whether its first file is surely delivered twice. */
  boolean twice() {
    return twice;
  }

  void deliverTwice() {
    twice = true;
  }

  boolean isEmpty() {
    return calls.isEmpty() && batches.isEmpty() && noise == 0;
  }
}
