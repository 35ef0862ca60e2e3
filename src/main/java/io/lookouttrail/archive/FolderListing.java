package io.lookouttrail.archive;

import io.lookouttrail.run.Window;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.storage.JvmLocalFileSystem;
import io.lookouttrail.storage.LocalFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/**
 * Listing of one folder: the files found, and the folders to list next.
 *
 * <p>In S3 a folder that is completely in the window is listed recursively, 1,000 keys a request.
 * After a few pages this is given up and the folder is listed level by level, because its parts can
 * then be listed in parallel.
 */
final class FolderListing {

  /** Files after which the recursive listing of a Region or a year is given up. */
  static final int MAX_FILES = 3_000;

  /** Files after which the recursive listing of a month is given up. */
  static final int MAX_FILES_OF_A_MONTH = 20_000;

  private final ObjectKind objectKind;
  private final FileSystem fileSystem;
  private final Folder folder;
  private final Window window;
  private final ListingCounters counters;
  private final boolean root;

  private final List<CompactFileList> batches = new ArrayList<>();
  private final List<Folder> children = new ArrayList<>();
  private SkippedObjects skipped = new SkippedObjects();
  private long found;

  FolderListing(
      ObjectKind objectKind,
      FileSystem fileSystem,
      Folder folder,
      Window window,
      ListingCounters counters,
      boolean root) {
    this.objectKind = objectKind;
    this.fileSystem = fileSystem;
    this.folder = folder;
    this.window = window;
    this.counters = counters;
    this.root = root;
  }

  FolderListing list() throws IOException {
    try {
      if (!canListRecursively() || !listRecursively()) {
        listOneLevel();
      }
    } catch (FileNotFoundException e) {
      // A folder that was deleted after its parent was listed is empty; the root must exist.
      if (root) {
        throw e;
      }
    }
    return this;
  }

  Folder folder() {
    return folder;
  }

  List<CompactFileList> batches() {
    return batches;
  }

  List<Folder> children() {
    return children;
  }

  SkippedObjects skipped() {
    return skipped;
  }

  private boolean canListRecursively() {
    return CanonicalNames.isS3(folder.path())
        && folder.position().isWithin(window)
        && maxFilesOfRecursiveListing() > 0;
  }

  private long maxFilesOfRecursiveListing() {
    return switch (folder.position().stage()) {
      case REGION, YEAR -> MAX_FILES;
      case MONTH -> MAX_FILES_OF_A_MONTH;
      case DAY -> Long.MAX_VALUE;
      default -> 0;
    };
  }

  private void listOneLevel() throws IOException {
    FolderFileCollector files =
        new FolderFileCollector(objectKind, folder, window, skipped, batches);
    java.nio.file.Path onDisk = folder.onDisk();
    if (onDisk != null
        && Files.isDirectory(onDisk)
        && JvmLocalFileSystem.isPlain(fileSystem.getConf())) {
      counters.listed(listDisk(onDisk, files));
    } else {
      counters.listed(listStore(files));
    }
    files.pack();
  }

  private long listDisk(java.nio.file.Path path, FolderFileCollector files) throws IOException {
    return new LocalFolder(path)
        .list(
            new LocalFolder.EntryReceiver() {
              @Override
              public void folder(String name) throws IOException {
                // Built from parts, because a colon in the name is not a scheme.
                addFolder(new Path(folder.path(), new Path(null, null, name)));
              }

              @Override
              public void file(String name, long bytes, long modifiedMillis) {
                addIfOfKind(files, name, bytes, modifiedMillis);
              }
            });
  }

  private long listStore(FolderFileCollector files) throws IOException {
    long entries = 0;
    RemoteIterator<FileStatus> listed = fileSystem.listStatusIterator(folder.path());
    while (listed.hasNext()) {
      FileStatus status = listed.next();
      entries++;
      if (status.isDirectory()) {
        addFolder(status.getPath());
      } else if (root && isRoot(status)) {
        addRoot(status);
      } else {
        addIfOfKind(files, status.getPath().getName(), status);
      }
    }
    return entries;
  }

  private void addFolder(Path path) throws IOException {
    String name = path.getName();
    if (ForeignObject.isHidden(name)) {
      skipped.foreignFolder(ForeignObject.HIDDEN);
      return;
    }
    KeyPosition position = objectKind.child(folder.position(), name);
    ForeignObject kind = position.foreign();
    if (kind != null) {
      skipped.foreignFolder(kind);
      return;
    }
    folder
        .child(path, position)
        .ifPresent(
            child -> {
              if (position.overlaps(window)) {
                children.add(child);
              } else {
                skipped.unopened(child);
              }
            });
  }

  /** Adds the one file that the user named, whatever its extension. */
  private void addRoot(FileStatus status) {
    Path parent = Objects.requireNonNull(folder.path().getParent(), "a file has a folder");
    Folder above = Folder.unlinked(parent, objectKind.position(parent.toUri().getPath()));
    FolderFileCollector files =
        new FolderFileCollector(objectKind, above, window, skipped, batches);
    String name = folder.path().getName();
    if (objectKind == ObjectKind.LOGS && ForeignObject.ofFile(name) == ForeignObject.OTHER_FILE) {
      addFile(files, name, status.getLen(), status.getModificationTime());
    } else {
      addIfOfKind(files, name, status);
    }
    files.pack();
  }

  private void addIfOfKind(FolderFileCollector files, String name, FileStatus status) {
    addIfOfKind(files, name, status.getLen(), status.getModificationTime());
  }

  private void addIfOfKind(
      FolderFileCollector files, String name, long bytes, long modifiedMillis) {
    ForeignObject kind = objectKind.foreign(files.position(), name);
    if (kind != null) {
      skipped.foreignFile(kind);
    } else {
      addFile(files, name, bytes, modifiedMillis);
    }
  }

  private void addFile(FolderFileCollector files, String name, long bytes, long modifiedMillis) {
    if (files.add(name, bytes, modifiedMillis)) {
      found++;
      counters.found(1);
    }
  }

  private boolean isRoot(FileStatus status) {
    return status.getPath().toUri().getPath().equals(folder.path().toUri().getPath());
  }

  /**
   * Lists recursively; false if there are too many files for one listing, and then nothing is kept.
   */
  private boolean listRecursively() throws IOException {
    long most = maxFilesOfRecursiveListing();
    long entries = 0;
    FilesByFolder files = new FilesByFolder();
    RemoteIterator<? extends FileStatus> listed = fileSystem.listFiles(folder.path(), true);
    while (listed.hasNext()) {
      FileStatus status = listed.next();
      entries++;
      if (entries > most) {
        counters.listed(entries - 1);
        discard();
        return false;
      }
      files.add(status);
    }
    counters.listed(entries);
    files.close();
    return true;
  }

  private void discard() {
    counters.found(-found);
    found = 0;
    batches.clear();
    skipped = new SkippedObjects();
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
        skipped.foreignFile(foreign);
      } else if (into != null) {
        addIfOfKind(into, path.substring(slash + 1), status);
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
      files =
          new FolderFileCollector(
              objectKind, Folder.unlinked(parentPath, position), window, skipped, batches);
    }
  }
}
