package io.lookouttrail.ingest.rows;

import io.lookouttrail.archive.LogFile;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A log file that an ingest will read.
 *
 * @param eventSources event sources to keep: those of this run and of earlier reads of the file
 * @param ledgerDate delivered_date under which the ledger already has the file; empty for a new one
 * @param mayHaveVersions whether the file may have been rewritten, now or before
 */
public record PendingFile(
    LogFile file,
    SortedSet<String> eventSources,
    Optional<LocalDate> ledgerDate,
    boolean mayHaveVersions) {
  /** One request to the object store costs about as much as reading this many bytes. */
  private static final long OPENING_COST_BYTES = 32 * 1024;

  /** Limits a batch of tiny files to half a million, about 150 MB of the driver's heap. */
  private static final long LEDGER_COST_BYTES = 8 * 1024;

  /** Cost of reading the file, in bytes: its stored size plus the cost of a request. */
  public long readingCost() {
    return file.bytes() + OPENING_COST_BYTES;
  }

  /** Weight of the file in a batch, in bytes: its stored size plus the cost of its ledger row. */
  public long batchWeight() {
    return file.bytes() + LEDGER_COST_BYTES;
  }
}
