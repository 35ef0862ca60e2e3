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
 * What a listing came by besides the files it was sent for: the neighbours it left alone, and what
 * the archive has outside the window, for the error that must say so.
 */
final class SkippedObjects {

  private final Map<ForeignObject, ForeignObject.Count> neighbours =
      new EnumMap<>(ForeignObject.class);
  private final NavigableSet<String> accounts = new TreeSet<>();
  private final NavigableSet<String> regions = new TreeSet<>();
  private final NavigableSet<LocalDate> outsideDays = new TreeSet<>();
  private final List<Folder> unopened = new ArrayList<>();
  private long outside;

  void neighbourFolder(ForeignObject kind) {
    neighbours.merge(kind, new ForeignObject.Count(1, 0), ForeignObject.Count::plus);
  }

  void neighbourFile(ForeignObject kind) {
    neighbours.merge(kind, new ForeignObject.Count(0, 1), ForeignObject.Count::plus);
  }

  /** A folder of the layout that the window has no need of. */
  void unopened(Folder folder) {
    owner(folder.place().account(), folder.place().region());
    unopened.add(folder);
  }

  /** A log file that the window does not want. */
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
    other.neighbours.forEach(
        (kind, count) -> neighbours.merge(kind, count, ForeignObject.Count::plus));
    accounts.addAll(other.accounts);
    regions.addAll(other.regions);
    outsideDays.addAll(other.outsideDays);
    unopened.addAll(other.unopened);
    outside += other.outside;
  }

  Map<ForeignObject, ForeignObject.Count> neighbours() {
    return neighbours;
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
