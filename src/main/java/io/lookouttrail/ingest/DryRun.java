package io.lookouttrail.ingest;

import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.ingest.rows.PendingFile;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Preview of an ingest: the files that it would read.
 *
 * @param groups file counts by account, Region and month of delivery, in that order
 * @param skippedObjects description of the objects that are not log files; empty if there are none
 * @param listRequests requests that the listing made and a run would make again
 */
public record DryRun(SortedMap<Group, Counts> groups, String skippedObjects, long listRequests) {

  /** Account, Region and delivery month; {@code -} if the key contains none. */
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
   * Number and stored bytes of the files in the window, and of those that a run would read. A run
   * makes one request for each file that it reads.
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

  static DryRun of(ArchiveListing listing, Iterable<PendingFile> pending) {
    SortedMap<Group, Counts> groups = new TreeMap<>();
    for (LogFile file : listing) {
      groups.compute(group(file), (group, counts) -> orNone(counts).found(file));
    }
    for (PendingFile item : pending) {
      groups.compute(group(item.file()), (group, counts) -> orNone(counts).toRead(item.file()));
    }
    return new DryRun(groups, listing.describeSkipped(), listing.listRequests());
  }

  /** Sum of all groups. */
  public Counts total() {
    return groups.values().stream().reduce(Counts.NONE, Counts::plus);
  }

  /** Number of requests that a run would make: to list, and one for each file to read. */
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
