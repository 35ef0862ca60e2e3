package io.lookouttrail.ingest.rows;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.EventTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Delivery of a log file: the time in its key. A file without a date in its key was delivered when
 * its newest event happened, whenever it was copied.
 *
 * @param at time of delivery; empty for a file without a date and without an event time
 * @param day the partition of its row in the ledger
 * @param oldestEvent the oldest event time in a file without a date in its key
 */
public record FileDelivery(Optional<Instant> at, LocalDate day, Optional<Instant> oldestEvent) {
  /** The day of the files whose delivery is not known. */
  private static final LocalDate UNKNOWN = LocalDate.EPOCH;

  public static FileDelivery inKey(LogFile file) {
    return new FileDelivery(file.keyDeliveredAt(), file.deliveredDate(), Optional.empty());
  }

  public static FileDelivery of(EventTimes times) {
    return new FileDelivery(
        times.newest(),
        times.newest().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)).orElse(UNKNOWN),
        times.oldest());
  }
}
