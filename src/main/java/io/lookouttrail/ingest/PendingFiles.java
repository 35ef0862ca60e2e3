package io.lookouttrail.ingest;

import io.lookouttrail.archive.LogFile;
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
 * What there is to read: the listing minus the ledger, cut into the batches that are committed one
 * by one.
 *
 * <p>The cuts depend on the files alone and go by delivery, so that a run that was killed goes on
 * with the very batches that it had left. Of millions of files it keeps a bit each, and makes the
 * work items of a batch when that batch is asked for.
 */
final class PendingFiles implements Iterable<PendingFile> {
  private final Iterable<LogFile> listing;
  private final LedgerIndex ledger;
  private final TreeSet<String> wanted;
  private final boolean retryQuarantined;
  private final long batchBytes;

  /** Which files of the listing are to be read, by their place in it. */
  private final BitSet toRead = new BitSet();

  private int files;
  private long bytes;
  private long weight;
  private int batches;

  PendingFiles(IngestOptions options, LedgerIndex ledger, Iterable<LogFile> listing) {
    this.listing = listing;
    this.ledger = ledger;
    this.wanted = new TreeSet<>(options.scan().eventSources());
    this.retryQuarantined = options.retryQuarantined();
    this.batchBytes = options.batchBytes();
    subtract();
  }

  private void subtract() {
    Cutter cutter = new Cutter(batchBytes, Long.MAX_VALUE);
    int place = 0;
    for (LogFile file : listing) {
      Optional<PendingFile> item = workOn(file);
      if (item.isPresent()) {
        toRead.set(place);
        files++;
        bytes += file.bytes();
        weight += item.get().batchShare();
        batches += cutter.cutsBefore(item.get()) ? 1 : 0;
      }
      place = Math.incrementExact(place);
    }
    // Only now it is known how much there is: batches() adds a light rest to what precedes it.
    batches -= batches > 1 && cutter.isLight() ? 1 : 0;
  }

  /** How many files there are to read. */
  int files() {
    return files;
  }

  /** Their stored size. */
  long bytes() {
    return bytes;
  }

  /** How many batches {@link #batches} gives. */
  int batchCount() {
    return batches;
  }

  private Optional<PendingFile> workOn(LogFile file) {
    Optional<LedgerIndex.Entry> known = ledger.find(file.sourceFile());
    if (known.isEmpty()) {
      return Optional.of(new PendingFile(file, wanted, Optional.empty()));
    }
    if (!isToBeReadAgain(file, known.get())) {
      return Optional.empty();
    }
    TreeSet<String> union = new TreeSet<>(wanted);
    union.addAll(known.get().eventSources());
    return Optional.of(new PendingFile(file, union, Optional.of(known.get().deliveredDate())));
  }

  private boolean isToBeReadAgain(LogFile file, LedgerIndex.Entry known) {
    boolean same =
        known.bytes() == file.bytes()
            && known.modifiedAt().toEpochMilli() == file.modifiedAt().toEpochMilli();
    return !same
        || !known.eventSources().containsAll(wanted)
        || (retryQuarantined && known.quarantined());
  }

  /** The files to read, in the listing's order. */
  @Override
  public Iterator<PendingFile> iterator() {
    Iterator<LogFile> all = listing.iterator();
    return new Iterator<>() {
      private int place;
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
        while (!toRead.get(place++)) {
          file = all.next();
        }
        return workOn(file).orElseThrow();
      }
    };
  }

  /** The batches, each made when it is asked for; one at a time is held. */
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
   * Cuts the work where a batch is full, and at the end of a delivered month once it is nearly so:
   * each commit costs seconds, so that months of a small archive share one, and what is left at the
   * end is added to the batch before if it is less than a quarter.
   */
  private static final class Cutter {
    private final long batchBytes;
    private @Nullable YearMonth month;
    private long weight;
    private long left;

    /**
     * @param left the weight of all the work
     */
    Cutter(long batchBytes, long left) {
      this.batchBytes = batchBytes;
      this.left = left;
    }

    /** Takes the next item; whether a batch begins with it, as one does with the first of all. */
    boolean cutsBefore(PendingFile item) {
      YearMonth itsMonth = YearMonth.from(item.file().deliveredDate());
      boolean worthACut = weight >= batchBytes || (!itsMonth.equals(month) && isNearlyFull());
      boolean begins = month == null || (worthACut && left >= batchBytes / 4);
      month = itsMonth;
      weight = (begins ? 0 : weight) + item.batchShare();
      left -= item.batchShare();
      return begins;
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
