package io.lookouttrail.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Finds the first and the last delivery day of the files outside a window. It lists only the
 * folders that may contain the earliest (latest) day: a few requests a Region instead of the whole
 * archive.
 */
final class DeliveryDayFinder {

  /** Maximum listings for either end; after that, the end is given to the month or year. */
  private static final int MAX_LISTINGS = 200;

  private static final Comparator<Folder> EARLIEST =
      Comparator.comparing(folder -> folder.position().firstDay());
  private static final Comparator<Folder> LATEST =
      Comparator.<Folder, LocalDate>comparing(folder -> folder.position().lastDay()).reversed();

  private DeliveryDayFinder() {}

  /** The days in words, as {@code 2023-04-07 to 2025-10-31}; empty if none is known. */
  static Optional<String> of(FolderStore store, SkippedObjects seen) throws IOException {
    List<Folder> dated =
        seen.unopened().stream().filter(folder -> folder.position().year() > 0).toList();
    Optional<KeyPosition> first = best(store, dated, EARLIEST);
    Optional<KeyPosition> last = best(store, dated, LATEST);
    Optional<LocalDate> firstOfFiles = seen.outsideDays().stream().findFirst();
    Optional<LocalDate> lastOfFiles =
        seen.outsideDays().isEmpty() ? Optional.empty() : Optional.of(seen.outsideDays().last());
    Optional<String> from =
        firstOfFiles
            .filter(day -> first.map(position -> day.isBefore(position.firstDay())).orElse(true))
            .map(LocalDate::toString)
            .or(() -> first.map(DeliveryDayFinder::label));
    Optional<String> to =
        lastOfFiles
            .filter(day -> last.map(position -> day.isAfter(position.lastDay())).orElse(true))
            .map(LocalDate::toString)
            .or(() -> last.map(DeliveryDayFinder::label));
    return from.flatMap(start -> to.map(end -> start.equals(end) ? start : start + " to " + end));
  }

  private static Optional<KeyPosition> best(
      FolderStore store, List<Folder> dated, Comparator<Folder> order) throws IOException {
    PriorityQueue<Folder> open = new PriorityQueue<>(order);
    open.addAll(dated);
    for (int listings = 0; !open.isEmpty(); listings++) {
      Folder next = open.remove();
      if (next.position().day() > 0 || listings == MAX_LISTINGS) {
        return Optional.of(next.position());
      }
      addDatedFolders(store, next, open);
    }
    return Optional.empty();
  }

  private static void addDatedFolders(FolderStore store, Folder folder, PriorityQueue<Folder> open)
      throws IOException {
    try {
      store.list(folder, new DatedFolders(folder, open));
    } catch (FileNotFoundException e) {
      // It was deleted after its parent was listed.
    }
  }

  /** Keeps the months and days below a folder. */
  private record DatedFolders(Folder above, PriorityQueue<Folder> open)
      implements FolderStore.Entries {
    @Override
    public void folder(String name) {
      KeyPosition position = above.position().child(name);
      if (position.stage() == KeyPosition.Stage.MONTH
          || position.stage() == KeyPosition.Stage.DAY) {
        open.add(Folder.unlinked(above.location() + name + "/", position));
      }
    }

    @Override
    public void file(String name, long bytes, long modifiedMillis) {}

    @Override
    public void self(long bytes, long modifiedMillis) {}

    @Override
    public void unaddressable() {}
  }

  private static String label(KeyPosition position) {
    if (position.day() > 0) {
      return position.firstDay().toString();
    }
    return position.month() > 0
        ? String.format(Locale.ROOT, "%04d-%02d", position.year(), position.month())
        : String.format(Locale.ROOT, "%04d", position.year());
  }
}
