package io.lookouttrail.archive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Objects that a listing skipped: those of other kinds, and the files outside the window, which the
 * error of an empty listing describes.
 */
final class SkippedObjects {

  private final Map<ForeignObject, ForeignObject.Count> counts = new EnumMap<>(ForeignObject.class);
  private final NavigableSet<String> accounts = new TreeSet<>();
  private final NavigableSet<String> regions = new TreeSet<>();
  private final NavigableSet<LocalDate> outsideDays = new TreeSet<>();
  private final List<Folder> unopened = new ArrayList<>();
  private long outside;

  void foreignFolder(ForeignObject kind, String name) {
    counts.merge(kind, new ForeignObject.Count(1, 0, name), ForeignObject.Count::plus);
  }

  void foreignFile(ForeignObject kind, String name) {
    counts.merge(kind, new ForeignObject.Count(0, 1, name), ForeignObject.Count::plus);
  }

  /** Adds a folder of the layout that is outside the window. */
  void unopened(Folder folder) {
    owner(folder.position().account(), folder.position().region());
    unopened.add(folder);
  }

  /** Adds a log file that is outside the window. */
  void outside(@Nullable String account, @Nullable String region, @Nullable LocalDate day) {
    outside++;
    owner(account, region);
    if (day != null) {
      outsideDays.add(day);
      if (outsideDays.size() > 2) {
        outsideDays.remove(outsideDays.higher(outsideDays.first()));
      }
    }
  }

  void owner(@Nullable String account, @Nullable String region) {
    if (account != null) {
      accounts.add(account);
    }
    if (region != null) {
      regions.add(region);
    }
  }

  void add(SkippedObjects other) {
    other.counts.forEach((kind, count) -> counts.merge(kind, count, ForeignObject.Count::plus));
    accounts.addAll(other.accounts);
    regions.addAll(other.regions);
    outsideDays.addAll(other.outsideDays);
    unopened.addAll(other.unopened);
    outside += other.outside;
  }

  Map<ForeignObject, ForeignObject.Count> counts() {
    return counts;
  }

  NavigableSet<String> accounts() {
    return accounts;
  }

  NavigableSet<String> regions() {
    return regions;
  }

  /** Days of files outside the window; the first and the last are among them. */
  NavigableSet<LocalDate> outsideDays() {
    return outsideDays;
  }

  List<Folder> unopened() {
    return unopened;
  }

  boolean hasLogsOutside() {
    return outside > 0 || !unopened.isEmpty();
  }
}
