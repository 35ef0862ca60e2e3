package io.lookouttrail.archive;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The log files that a listing found, in the order of (delivery day, {@code sourceFile}).
 *
 * <p>It keeps millions of files in little memory and creates each {@link LogFile} during the
 * iteration; two iterations give equal files.
 */
public final class ArchiveListing implements Iterable<LogFile> {

  private final DeliveryOrder order;
  private final List<ListingTotal> totals;
  private final boolean allDated;
  private final SortedMap<ForeignObject, ForeignObject.Count> skippedObjects;
  private final long listRequests;

  ArchiveListing(
      List<CompactFileList> batches,
      Map<ForeignObject, ForeignObject.Count> skippedObjects,
      long listRequests) {
    this.order = new DeliveryOrder(batches);
    this.totals = totals(batches);
    this.allDated = batches.stream().allMatch(CompactFileList::isAllDated);
    this.skippedObjects = Collections.unmodifiableSortedMap(new TreeMap<>(skippedObjects));
    this.listRequests = listRequests;
  }

  @Override
  public Iterator<LogFile> iterator() {
    return order.iterator();
  }

  public long fileCount() {
    return totals.stream().mapToLong(ListingTotal::files).sum();
  }

  /** Stored size of all files. */
  public long bytes() {
    return totals.stream().mapToLong(ListingTotal::bytes).sum();
  }

  /** Files and bytes, sorted by account, Region and month of delivery. */
  public List<ListingTotal> totals() {
    return totals;
  }

  /** Objects that are not log files, which the listing skipped. */
  public SortedMap<ForeignObject, ForeignObject.Count> skippedObjects() {
    return skippedObjects;
  }

  /**
   * The skipped objects in words: {@code 3 CloudTrail-Digest folders, 2 other files}; may be empty.
   */
  public String describeSkipped() {
    return EmptyListing.describe(skippedObjects);
  }

  /** The accounts in the files' keys and names. */
  public SortedSet<String> accounts() {
    return sorted(totals.stream().map(ListingTotal::account).toList());
  }

  /** The Regions in the files' keys and names. */
  public SortedSet<String> regions() {
    return sorted(totals.stream().map(ListingTotal::region).toList());
  }

  /** Whether the key of every file has a date. */
  public boolean isAllDated() {
    return allDated;
  }

  /** The first delivery day, UTC. */
  public LocalDate firstDay() {
    return order.firstDay();
  }

  /** The last delivery day, UTC. */
  public LocalDate lastDay() {
    return order.lastDay();
  }

  /** Requests of the listing; in S3 one for every 1,000 keys. */
  public long listRequests() {
    return listRequests;
  }

  /** Requests of a run over all these files: the listing's, and one GET a file. */
  public long runRequests() {
    return listRequests + fileCount();
  }

  private static SortedSet<String> sorted(Collection<Optional<String>> names) {
    return names.stream().flatMap(Optional::stream).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<ListingTotal> totals(List<CompactFileList> batches) {
    Map<ListingTotal.Key, ListingTotal> sums = new HashMap<>();
    for (CompactFileList batch : batches) {
      ListingTotal total = ListingTotal.of(batch);
      sums.merge(total.key(), total, ListingTotal::plus);
    }
    return sums.values().stream().sorted(ListingTotal.ORDER).toList();
  }
}
