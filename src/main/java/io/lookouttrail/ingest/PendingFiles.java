package io.lookouttrail.ingest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.tables.LedgerIndex;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files that an ingest has to read, that is the listing minus the ledger, in batches.
 *
 * <p>The batches depend on the files and their delivery only, so a run that was killed continues
 * with the batches that remained. It keeps one bit for each listed file and creates the items of a
 * batch when the batch is requested.
 */
final class PendingFiles implements Iterable<PendingFile> {
  private final Iterable<LogFile> listing;
  private final LedgerIndex ledger;
  private final TreeSet<String> eventSources;
  private final boolean retryQuarantined;
  private final long batchBytes;

  /** The files to read, by their index in the listing. */
  private final BitSet toRead = new BitSet();

  private int files;
  private long bytes;
  private long weight;
  private int batches;

  PendingFiles(IngestOptions options, LedgerIndex ledger, Iterable<LogFile> listing) {
    this.listing = listing;
    this.ledger = ledger;
    this.eventSources = new TreeSet<>(options.scan().eventSources());
    this.retryQuarantined = options.retryQuarantined();
    this.batchBytes = options.batchBytes();
    subtractLedger();
  }

  private void subtractLedger() {
    Cutter cutter = new Cutter(batchBytes, Long.MAX_VALUE);
    int index = 0;
    for (LogFile file : listing) {
      Optional<PendingFile> item = pending(file);
      if (item.isPresent()) {
        toRead.set(index);
        files++;
        bytes += file.bytes();
        weight += item.get().batchWeight();
        batches += cutter.cutsBefore(item.get()) ? 1 : 0;
      }
      index = Math.incrementExact(index);
    }
    // Only now the total is known. batches() adds a light last batch to the batch before it.
    batches -= batches > 1 && cutter.isLight() ? 1 : 0;
  }

  /** Number of files to read. */
  int files() {
    return files;
  }

  /** Their stored size. */
  long bytes() {
    return bytes;
  }

  /** Number of batches that {@link #batches} returns. */
  int batchCount() {
    return batches;
  }

  private Optional<PendingFile> pending(LogFile file) {
    Optional<LedgerIndex.Entry> known = ledger.find(file.sourceFile());
    if (known.isEmpty()) {
      return Optional.of(new PendingFile(file, eventSources, Optional.empty(), false));
    }
    if (!mustBeReadAgain(file, known.get())) {
      return Optional.empty();
    }
    TreeSet<String> union = new TreeSet<>(eventSources);
    union.addAll(known.get().eventSources());
    return Optional.of(
        new PendingFile(
            file,
            union,
            Optional.of(known.get().deliveredDate()),
            ledger.isAnyRewritten() || !isSame(file, known.get())));
  }

  private boolean mustBeReadAgain(LogFile file, LedgerIndex.Entry known) {
    return !isSame(file, known)
        || !known.eventSources().containsAll(eventSources)
        || (retryQuarantined && known.quarantined());
  }

  private static boolean isSame(LogFile file, LedgerIndex.Entry known) {
    return known.bytes() == file.bytes()
        && known.modifiedAt().toEpochMilli() == file.modifiedAt().toEpochMilli();
  }

  /** The files to read, in the listing's order. */
  @Override
  public Iterator<PendingFile> iterator() {
    Iterator<LogFile> all = listing.iterator();
    return new Iterator<>() {
      private int index;
      private int left = files;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public PendingFile next() {
        if (left == 0) {
          throw new NoSuchElementException();
        }
        left--;
        LogFile file = all.next();
        while (!toRead.get(index++)) {
          file = all.next();
        }
        return pending(file).orElseThrow();
      }
    };
  }

  /** The batches; the iterator creates and holds one at a time. */
  Iterator<List<PendingFile>> batches() {
    Iterator<PendingFile> items = iterator();
    Cutter cutter = new Cutter(batchBytes, weight);
    return new Iterator<>() {
      private @Nullable PendingFile first = nextOrNull(items, cutter);

      @Override
      public boolean hasNext() {
        return first != null;
      }

      @Override
      public List<PendingFile> next() {
        List<PendingFile> batch = new ArrayList<>();
        PendingFile item = first;
        if (item == null) {
          throw new NoSuchElementException();
        }
        boolean cut = false;
        while (item != null && !cut) {
          batch.add(item);
          item = items.hasNext() ? items.next() : null;
          cut = item != null && cutter.cutsBefore(item);
        }
        first = item;
        return batch;
      }
    };
  }

  private static @Nullable PendingFile nextOrNull(Iterator<PendingFile> items, Cutter cutter) {
    if (!items.hasNext()) {
      return null;
    }
    PendingFile item = items.next();
    cutter.cutsBefore(item);
    return item;
  }

  /**
   * Cutter of the files into batches: it starts a new batch when the current one is full, and at
   * the end of a delivery month when the current one is three quarters full. Each commit costs
   * seconds, so months of a small archive share a batch, and a last batch of less than a quarter is
   * added to the batch before it.
   */
  private static final class Cutter {
    private final long batchBytes;
    private @Nullable YearMonth month;
    private long weight;
    private long left;

    /**
     * @param left weight of all files
     */
    Cutter(long batchBytes, long left) {
      this.batchBytes = batchBytes;
      this.left = left;
    }

    /** Adds the next file; returns whether it starts a batch, as the very first one does. */
    boolean cutsBefore(PendingFile item) {
      YearMonth itsMonth = YearMonth.from(item.file().deliveredDate());
      boolean cut = weight >= batchBytes || (!itsMonth.equals(month) && isNearlyFull());
      boolean starts = month == null || (cut && left >= batchBytes / 4);
      month = itsMonth;
      weight = (starts ? 0 : weight) + item.batchWeight();
      left -= item.batchWeight();
      return starts;
    }

    private boolean isNearlyFull() {
      return weight >= batchBytes / 4 * 3;
    }

    /** Whether the batch is less than a quarter full. */
    boolean isLight() {
      return weight < batchBytes / 4;
    }
  }
}
