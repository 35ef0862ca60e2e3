package io.lookouttrail.archive;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
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
  private final FileSystem fileSystem;
  private final Folder folder;
  private final ListingCounters counters;
  private final FoundFiles found;

  /**
   * @param found receives the files
   */
  RecursiveListing(
      ObjectKind objectKind,
      FileSystem fileSystem,
      Folder folder,
      ListingCounters counters,
      FoundFiles found) {
    this.objectKind = objectKind;
    this.fileSystem = fileSystem;
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
    long maxFiles = maxFiles();
    long entries = 0;
    FilesByFolder files = new FilesByFolder();
    RemoteIterator<? extends FileStatus> listed = fileSystem.listFiles(folder.path(), true);
    while (listed.hasNext()) {
      FileStatus status = listed.next();
      entries++;
      if (entries > maxFiles) {
        counters.listed(entries - 1);
        found.discard();
        return false;
      }
      files.add(status);
    }
    counters.listed(entries);
    files.close();
    return true;
  }

  /** Sorts the files of a recursive listing into their folders, which follow one another. */
  private final class FilesByFolder {
    private String current = "";
    private @Nullable FolderFileCollector files;
    private @Nullable ForeignObject foreign;

    void add(FileStatus status) {
      String path = status.getPath().toUri().getPath();
      int slash = path.lastIndexOf('/');
      if (slash != current.length() || !path.startsWith(current)) {
        enter(status.getPath(), path.substring(0, slash));
      }
      FolderFileCollector into = files;
      if (foreign != null) {
        found.skipped().foreignFile(foreign);
      } else if (into != null) {
        found.addIfOfKind(into, path.substring(slash + 1), status);
      }
    }

    void close() {
      if (files != null) {
        files.pack();
      }
    }

    private void enter(Path file, String parent) {
      close();
      current = parent;
      Path parentPath = file.getParent();
      KeyPosition position = folder.position();
      boolean hidden = false;
      String top = folder.path().toUri().getPath();
      for (String name : parent.substring(Math.min(top.length(), parent.length())).split("/", -1)) {
        if (!name.isEmpty()) {
          hidden |= ForeignObject.isHidden(name);
          position = objectKind.child(position, name);
        }
      }
      foreign = hidden ? ForeignObject.HIDDEN : position.foreign();
      files = found.in(Folder.unlinked(parentPath, position));
    }
  }
}
