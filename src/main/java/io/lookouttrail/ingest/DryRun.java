package io.lookouttrail.ingest;

import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.archive.LogFile;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an ingest would read.
 *
 * @param groups by account, Region and month of delivery, in that order
 * @param neighbours objects left alone, in words
 * @param listRequests calls that the listing made and a run would make again
 */
public record DryRun(SortedMap<Group, Counts> groups, String neighbours, long listRequests) {

  /** Whose files, delivered when; {@code -} where a key names none. */
  public record Group(String account, String region, YearMonth month) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::account)
            .thenComparing(Group::region)
            .thenComparing(Group::month);

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Files and stored bytes, those found and those that the ledger does not cover yet; a run makes
   * one request for each of the latter.
   */
  public record Counts(long files, long bytes, long filesToRead, long bytesToRead) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts found(LogFile file) {
      return new Counts(files + 1, bytes + file.bytes(), filesToRead, bytesToRead);
    }

    Counts toRead(LogFile file) {
      return new Counts(files, bytes, filesToRead + 1, bytesToRead + file.bytes());
    }

    Counts plus(Counts other) {
      return new Counts(
          files + other.files,
          bytes + other.bytes,
          filesToRead + other.filesToRead,
          bytesToRead + other.bytesToRead);
    }
  }

  static DryRun of(ArchiveListing listing, Iterable<PendingFile> work) {
    SortedMap<Group, Counts> groups = new TreeMap<>();
    for (LogFile file : listing) {
      groups.compute(group(file), (group, counts) -> orNone(counts).found(file));
    }
    for (PendingFile item : work) {
      groups.compute(group(item.file()), (group, counts) -> orNone(counts).toRead(item.file()));
    }
    return new DryRun(groups, listing.describeNeighbours(), listing.listRequests());
  }

  /** All groups together. */
  public Counts total() {
    return groups.values().stream().reduce(Counts.NONE, Counts::plus);
  }

  /** The requests that a run would make: its listing's, and one for each file to read. */
  public long requests() {
    return listRequests + total().filesToRead();
  }

  private static Counts orNone(@org.jspecify.annotations.Nullable Counts counts) {
    return counts == null ? Counts.NONE : counts;
  }

  private static Group group(LogFile file) {
    return new Group(
        file.keyAccount().orElse("-"),
        file.keyRegion().orElse("-"),
        YearMonth.from(file.deliveredDate()));
  }
}
