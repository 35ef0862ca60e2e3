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

/**
 * Listing of one folder: the files found, and the folders to list next.
 *
 * <p>In S3 a folder that is completely in the window is listed recursively, unless it has too many
 * files: see {@link RecursiveListing}.
 */
final class FolderListing {
  private final ObjectKind objectKind;
  private final FileSystem fileSystem;
  private final Folder folder;
  private final Window window;
  private final ListingCounters counters;
  private final boolean root;

  private final FoundFiles found;
  private final List<Folder> children = new ArrayList<>();

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
    this.found = new FoundFiles(objectKind, window, counters);
  }

  FolderListing list() throws IOException {
    try {
      if (!listRecursively()) {
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
    return found.batches();
  }

  List<Folder> children() {
    return children;
  }

  SkippedObjects skipped() {
    return found.skipped();
  }

  private boolean listRecursively() throws IOException {
    RecursiveListing recursive =
        new RecursiveListing(objectKind, fileSystem, folder, counters, found);
    return CanonicalNames.isS3(folder.path())
        && folder.position().isWithin(window)
        && recursive.isAllowed()
        && recursive.list();
  }

  private void listOneLevel() throws IOException {
    FolderFileCollector files = found.in(folder);
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
                found.addIfOfKind(files, name, bytes, modifiedMillis);
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
        found.addIfOfKind(files, status.getPath().getName(), status);
      }
    }
    return entries;
  }

  private void addFolder(Path path) throws IOException {
    String name = path.getName();
    if (ForeignObject.isHidden(name)) {
      found.skipped().foreignFolder(ForeignObject.HIDDEN);
      return;
    }
    KeyPosition position = objectKind.child(folder.position(), name);
    ForeignObject kind = position.foreign();
    if (kind != null) {
      found.skipped().foreignFolder(kind);
      return;
    }
    folder.child(path, position).ifPresent(this::addChild);
  }

  private void addChild(Folder child) {
    if (child.position().overlaps(window)) {
      children.add(child);
    } else {
      found.skipped().unopened(child);
    }
  }

  /** Adds the one file that the user named, whatever its extension. */
  private void addRoot(FileStatus status) {
    Path parent = Objects.requireNonNull(folder.path().getParent(), "a file has a folder");
    Folder above = Folder.unlinked(parent, objectKind.position(parent.toUri().getPath()));
    FolderFileCollector files = found.in(above);
    String name = folder.path().getName();
    if (objectKind == ObjectKind.LOGS && ForeignObject.ofFile(name) == ForeignObject.OTHER_FILE) {
      found.add(files, name, status.getLen(), status.getModificationTime());
    } else {
      found.addIfOfKind(files, name, status);
    }
    files.pack();
  }

  private boolean isRoot(FileStatus status) {
    return status.getPath().toUri().getPath().equals(folder.path().toUri().getPath());
  }
}
