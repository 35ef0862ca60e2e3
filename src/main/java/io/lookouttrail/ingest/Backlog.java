package io.lookouttrail.ingest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.tables.LedgerIndex;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What there is to read: the listing minus the ledger, cut into the batches that are committed one
 * by one.
 *
 * <p>The cuts depend on the files alone and go by delivery, so that a run that was killed goes on
 * with the very batches that it had left.
 */
final class Backlog {
  private final Set<String> wanted;
  private final boolean retryQuarantined;
  private final LedgerIndex ledger;

  Backlog(IngestOptions options, LedgerIndex ledger) {
    this.wanted = options.scan().eventSources();
    this.retryQuarantined = options.retryQuarantined();
    this.ledger = ledger;
  }

  /** The files to read, in the listing's order. */
  List<WorkItem> of(Iterable<LogFile> listing) {
    List<WorkItem> items = new ArrayList<>();
    for (LogFile file : listing) {
      Optional<LedgerIndex.Entry> known = ledger.find(file.sourceFile());
      if (known.isEmpty()) {
        items.add(new WorkItem(file, new TreeSet<>(wanted), Optional.empty()));
      } else if (isToBeReadAgain(file, known.get())) {
        TreeSet<String> union = new TreeSet<>(wanted);
        union.addAll(known.get().eventSources());
        items.add(new WorkItem(file, union, Optional.of(known.get().deliveredDate())));
      }
    }
    return items;
  }

  private boolean isToBeReadAgain(LogFile file, LedgerIndex.Entry known) {
    boolean same =
        known.bytes() == file.bytes()
            && known.modifiedAt().toEpochMilli() == file.modifiedAt().toEpochMilli();
    return !same
        || !known.eventSources().containsAll(wanted)
        || (retryQuarantined && known.quarantined());
  }

  /**
   * Cuts the work where a batch is full, and at the end of a delivered month once a batch is a
   * quarter full: a month of a small archive is not worth a commit of its own.
   */
  static List<List<WorkItem>> batches(List<WorkItem> items, long batchBytes) {
    List<List<WorkItem>> batches = new ArrayList<>();
    List<WorkItem> batch = new ArrayList<>();
    long weight = 0;
    for (WorkItem item : items) {
      boolean monthEnds =
          !batch.isEmpty() && !month(batch.get(batch.size() - 1)).equals(month(item));
      if (weight >= batchBytes || (monthEnds && weight >= batchBytes / 4)) {
        batches.add(batch);
        batch = new ArrayList<>();
        weight = 0;
      }
      batch.add(item);
      weight += item.weight();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private static YearMonth month(WorkItem item) {
    return YearMonth.from(item.file().deliveredDate());
  }
}
