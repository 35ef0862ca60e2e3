package io.lookouttrail.ingest;

import io.lookouttrail.archive.LogFile;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A log file to read.
 *
 * @param eventSources the sources to keep: those asked for and those it was read for before
 * @param knownUnder the partition of the ledger in which it stands already
 */
record PendingFile(LogFile file, SortedSet<String> eventSources, Optional<LocalDate> knownUnder) {
  /** A request of a store. */
  private static final long OPENING_COST_BYTES = 32 * 1024;

  /** A batch of tiny files is one of half a million at most, some 150 MB of the driver's heap. */
  private static final long ENTERING_COST_BYTES = 8 * 1024;

  /** What reading it takes, in bytes: its own, and what opening a file is worth. */
  long readingCost() {
    return file.bytes() + OPENING_COST_BYTES;
  }

  /** What it adds to a batch, in bytes: its own, and what its row in the ledger is worth. */
  long batchShare() {
    return file.bytes() + ENTERING_COST_BYTES;
  }
}
