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
record WorkItem(LogFile file, SortedSet<String> eventSources, Optional<LocalDate> knownUnder) {

  /** What reading it costs, in bytes: its own, and what opening a file is worth. */
  long weight() {
    return file.bytes() + OPENING_COST_BYTES;
  }

  private static final long OPENING_COST_BYTES = 32 * 1024;
}
