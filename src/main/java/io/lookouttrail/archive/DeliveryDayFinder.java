package io.lookouttrail.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Finds the first and the last delivery day of what a window left out. It goes where the earliest
 * (latest) day can be, so that it takes a few requests a Region and not the whole archive.
 */
final class DeliveryDayFinder {

  /** Listings for either end at most; beyond, the end is told to the month or year. */
  private static final int MAX_LISTINGS = 200;

  private static final Comparator<Folder> EARLIEST =
      Comparator.comparing(folder -> folder.place().firstDay());
  private static final Comparator<Folder> LATEST =
      Comparator.<Folder, LocalDate>comparing(folder -> folder.place().lastDay()).reversed();

  private DeliveryDayFinder() {}

  /** The days in words, as {@code 2023-04-07 to 2025-10-31}; empty where nothing tells them. */
  static Optional<String> of(FileSystem fileSystem, SkippedObjects seen) throws IOException {
    List<Folder> dated =
        seen.unopened().stream().filter(folder -> folder.place().year() > 0).toList();
    Optional<KeyPosition> first = best(fileSystem, dated, EARLIEST);
    Optional<KeyPosition> last = best(fileSystem, dated, LATEST);
    Optional<LocalDate> firstOfFiles = seen.outsideDays().stream().findFirst();
    Optional<LocalDate> lastOfFiles =
        seen.outsideDays().isEmpty() ? Optional.empty() : Optional.of(seen.outsideDays().last());
    Optional<String> from =
        firstOfFiles
            .filter(day -> first.map(place -> day.isBefore(place.firstDay())).orElse(true))
            .map(LocalDate::toString)
            .or(() -> first.map(DeliveryDayFinder::label));
    Optional<String> to =
        lastOfFiles
            .filter(day -> last.map(place -> day.isAfter(place.lastDay())).orElse(true))
            .map(LocalDate::toString)
            .or(() -> last.map(DeliveryDayFinder::label));
    return from.flatMap(start -> to.map(end -> start.equals(end) ? start : start + " to " + end));
  }

  private static Optional<KeyPosition> best(
      FileSystem fileSystem, List<Folder> dated, Comparator<Folder> order) throws IOException {
    PriorityQueue<Folder> open = new PriorityQueue<>(order);
    open.addAll(dated);
    for (int listings = 0; !open.isEmpty(); listings++) {
      Folder next = open.remove();
      if (next.place().day() > 0 || listings == MAX_LISTINGS) {
        return Optional.of(next.place());
      }
      addDatedFolders(fileSystem, next, open);
    }
    return Optional.empty();
  }

  private static void addDatedFolders(
      FileSystem fileSystem, Folder folder, PriorityQueue<Folder> open) throws IOException {
    try {
      RemoteIterator<FileStatus> listed = fileSystem.listStatusIterator(folder.path());
      while (listed.hasNext()) {
        FileStatus status = listed.next();
        KeyPosition place = folder.place().child(status.getPath().getName());
        boolean dated =
            place.stage() == KeyPosition.Stage.MONTH || place.stage() == KeyPosition.Stage.DAY;
        if (status.isDirectory() && dated) {
          open.add(Folder.unlinked(status.getPath(), place));
        }
      }
    } catch (FileNotFoundException e) {
      // It went away since its parent was listed, so it tells no day.
    }
  }

  private static String label(KeyPosition place) {
    if (place.day() > 0) {
      return place.firstDay().toString();
    }
    return place.month() > 0
        ? String.format(Locale.ROOT, "%04d-%02d", place.year(), place.month())
        : String.format(Locale.ROOT, "%04d", place.year());
  }
}
