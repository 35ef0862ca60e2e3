package io.lookouttrail.archive;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Listing of a folder with all folders below it, in S3: 1,000 keys a request.
 *
 * <p>After a few pages it is given up, so that the folder is listed level by level: its parts can
 * then be listed in parallel.
 */
final class RecursiveListing {

  /** Files after which the recursive listing of a Region or a year is given up. */
  static final int MAX_FILES = 3_000;

  /** Files after which the recursive listing of a month is given up. */
  static final int MAX_FILES_OF_A_MONTH = 20_000;

  private final ObjectKind objectKind;
  private final FolderStore store;
  private final Folder folder;
  private final ListingCounters counters;
  private final FoundFiles found;

  /**
   * @param found receives the files
   */
  RecursiveListing(
      ObjectKind objectKind,
      FolderStore store,
      Folder folder,
      ListingCounters counters,
      FoundFiles found) {
    this.objectKind = objectKind;
    this.store = store;
    this.folder = folder;
    this.counters = counters;
    this.found = found;
  }

  /** Returns whether the folder's stage in the layout bounds its size enough to try. */
  boolean isAllowed() {
    return maxFiles() > 0;
  }

  private long maxFiles() {
    return switch (folder.position().stage()) {
      case REGION, YEAR -> MAX_FILES;
      case MONTH -> MAX_FILES_OF_A_MONTH;
      case DAY -> Long.MAX_VALUE;
      default -> 0;
    };
  }

  /** Lists; false if there are too many files for one listing, and then nothing is kept. */
  boolean list() throws IOException {
    FilesByFolder files = new FilesByFolder(maxFiles());
    counters.requested(store.listFiles(folder, files));
    if (files.isTooMany()) {
      found.discard();
      return false;
    }
    files.close();
    return true;
  }

  /** Sorts the files of a recursive listing into their folders, which follow one another. */
  private final class FilesByFolder implements FolderStore.FilesBelow {
    private final long most;
    private long entries;
    private String current = "";
    private @Nullable FolderFileCollector files;
    private boolean hidden;

    FilesByFolder(long most) {
      this.most = most;
    }

    @Override
    public boolean file(String below, long bytes, long modifiedMillis) {
      entries++;
      if (isTooMany()) {
        return false;
      }
      int end = below.lastIndexOf('/') + 1;
      FolderFileCollector into = files;
      if (into == null || end != current.length() || !below.startsWith(current)) {
        into = enter(below.substring(0, end));
      }
      String name = below.substring(end);
      if (hidden) {
        found.skipped().foreignFile(ForeignObject.HIDDEN, into.nameOf(name));
      } else {
        found.addIfOfKind(into, name, bytes, modifiedMillis);
      }
      return true;
    }

    boolean isTooMany() {
      return entries > most;
    }

    void close() {
      if (files != null) {
        files.pack();
      }
    }

    private FolderFileCollector enter(String folders) {
      close();
      current = folders;
      hidden = false;
      KeyPosition position = folder.position();
      for (String name : folders.split("/", -1)) {
        hidden |= ForeignObject.isHidden(name);
        position = objectKind.child(position, name);
      }
      FolderFileCollector entered =
          found.in(Folder.unlinked(folder.location() + folders, position));
      files = entered;
      return entered;
    }
  }
}
